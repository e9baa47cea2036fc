package io.gatherbench.stub.delay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayQueueTest {

  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stopLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void delaysEndInOrderAndNeverEarly() throws Exception {
    CompletableFuture<List<Long>> done = new CompletableFuture<>();
    List<Long> ended = new ArrayList<>();
    List<Long> early = new ArrayList<>();
    loop.execute(
        () -> {
          DelayQueue timers = new DelayQueue(loop);
          long start = System.nanoTime();
          Random random = new Random(1);
          for (int i = 0; i < 1000; i++) {
            long due = start + 10_000_000 + random.nextInt(20_000_000);
            timers.start(
                new DelayQueue.Delay(),
                due,
                () -> {
                  if (System.nanoTime() - due < 0) {
                    early.add(due);
                  }
                  ended.add(due - start);
                  if (timers.running() == 0) {
                    done.complete(ended);
                  }
                });
          }
        });

    assertThat(done.get(20, TimeUnit.SECONDS)).hasSize(1000).isSorted();
    assertThat(early).isEmpty();
  }

  @Test
  void aStoppedDelayDoesNotEndAndTheOthersDo() throws Exception {
    CompletableFuture<List<Integer>> done = new CompletableFuture<>();
    List<Integer> ended = new ArrayList<>();
    loop.execute(
        () -> {
          DelayQueue timers = new DelayQueue(loop);
          long start = System.nanoTime();
          List<DelayQueue.Delay> delays = new ArrayList<>();
          for (int i = 0; i < 300; i++) {
            int id = i;
            DelayQueue.Delay delay = new DelayQueue.Delay();
            delays.add(delay);
            timers.start(
                delay,
                start + (id * 7919 % 300) * 10_000L,
                () -> {
                  ended.add(id);
                  if (timers.running() == 0) {
                    done.complete(ended);
                  }
                });
          }
          for (int i = 0; i < 300; i += 3) {
            timers.stop(delays.get(i));
            timers.stop(delays.get(i));
          }
        });

    assertThat(done.get(20, TimeUnit.SECONDS)).hasSize(200).noneMatch(id -> id % 3 == 0);
  }
}
