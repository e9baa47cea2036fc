package io.gatherbench.stub.delay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.Generator;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
  void stoppedDelayDoesNotEnd() throws Exception {
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

  static Stream<Generator> cases() {
    return Generator.cases(100);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void startsStopsAndEndsMatchASimpleModel(Generator generator) {
    // Its loop runs nothing by itself, and all times are past: each run ends the first delay.
    DelayQueue queue = new DelayQueue(new EmbeddedChannel().eventLoop());
    List<DelayQueue.Delay> delays = new ArrayList<>();
    Map<Integer, Long> running = new HashMap<>();
    List<Integer> ended = new ArrayList<>();
    long latest = System.nanoTime() - 1_000;
    for (int i = 0; i < 500; i++) {
      int operation = generator.intBetween(0, 9);
      if (operation < 5) {
        int id = delays.size();
        delays.add(new DelayQueue.Delay());
        running.put(id, latest - generator.intBetween(0, 100));
        queue.start(delays.get(id), running.get(id), () -> ended.add(id));
      } else if (operation < 7 && !delays.isEmpty()) {
        int id = generator.intBetween(0, delays.size() - 1);
        queue.stop(delays.get(id));
        running.remove(id);
      } else {
        Long first = running.values().stream().min(Long::compare).orElse(null);
        queue.run();
        assertThat(ended.stream().map(running::remove).toList())
            .isEqualTo(first == null ? List.of() : List.of(first));
        ended.clear();
      }
      assertThat(queue.running()).isEqualTo(running.size());
    }
  }
}
