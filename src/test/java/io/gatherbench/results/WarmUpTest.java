package io.gatherbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WarmUpTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicLong done = new AtomicLong();

  @Test
  @EnabledOnOs(OS.LINUX)
  void endsWhenTheCodeHasSettled() throws Exception {
    long start = System.nanoTime();
    WarmUp.settle(done::incrementAndGet, 0, WarmUp.BURST, Long.MAX_VALUE, LONG);
    assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
    assertThat(done.get()).isGreaterThan(1);
  }

  @Test
  void doesNoMoreThanItMay() throws Exception {
    WarmUp.settle(done::incrementAndGet, 0, WarmUp.BURST, 7, LONG);
    assertThat(done).hasValue(7);
    WarmUp.settle(done::incrementAndGet, 0, WarmUp.BURST, 0, LONG);
    assertThat(done).hasValue(7);
  }

  @Test
  void endsAtItsLimit() throws Exception {
    WarmUp.settle(done::incrementAndGet, 0, WarmUp.BURST, Long.MAX_VALUE, Duration.ofMillis(1));
    assertThat(done.get()).isPositive();
    done.set(0);
    WarmUp.settle(done::incrementAndGet, 0, WarmUp.BURST, Long.MAX_VALUE, Duration.ZERO);
    assertThat(done).hasValue(0);
  }

  @Test
  void workThatFailsEndsIt() {
    assertThatThrownBy(
            () ->
                WarmUp.settle(
                    () -> {
                      throw new IOException("gone");
                    },
                    0,
                    WarmUp.BURST,
                    7,
                    LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  @Test
  void queueBecomesEmptyWithoutNewCode() throws Exception {
    assertThat(WarmUp.awaitCompiler(Duration.ofMinutes(1))).isTrue();
  }
}
