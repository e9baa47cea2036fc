package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final AtomicLong now = new AtomicLong();
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

  @Test
  void beforeTheFirstForkTheForesightCounts() {
    Progress progress = new Progress(clock, 0, 10, 100);
    assertThat(progress.left()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void thePaceSoFarIsTakenToLast() {
    Progress progress = new Progress(clock, 0, 10, 100);
    progress.forkDone(10);
    progress.forkDone(10);
    now.set(30_000);
    assertThat(progress.left()).isEqualTo(Duration.ofSeconds(120));
    assertThat(progress.line("X")).isEqualTo("2 of 10 forks, 2:00 left, now X");
  }

  @Test
  void timeLeftIsNeverNegative() {
    Progress progress = new Progress(clock, 0, 1, 10);
    progress.forkDone(11);
    now.set(99_000);
    assertThat(progress.line("X")).startsWith("1 of 1 forks, 0:00 left");
  }
}
