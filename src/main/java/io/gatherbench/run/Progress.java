package io.gatherbench.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** The progress of a run, and the time left in proportion to foreseen times. Not thread-safe. */
final class Progress {

  private final InstantSource clock;
  private final int total;
  private final long started;
  private final double foreseenAll;
  private double foreseenDone;
  private int done;

  /** Starts the clock; {@code before} counts the forks that earlier processes have done. */
  Progress(InstantSource clock, int before, int remaining, double foreseenSeconds) {
    this.clock = clock;
    this.done = before;
    this.total = before + remaining;
    this.foreseenAll = foreseenSeconds;
    this.started = clock.millis();
  }

  void forkDone(double foreseenSeconds) {
    done++;
    foreseenDone += foreseenSeconds;
  }

  Duration left() {
    double elapsed = (clock.millis() - started) / 1e3;
    double pace = foreseenDone > 0 ? elapsed / foreseenDone : 1;
    return Duration.ofMillis(Math.round((foreseenAll - foreseenDone) * pace * 1e3));
  }

  String line(String now) {
    long seconds = Math.max(0, left().toSeconds());
    String format = "%d of %d forks, %d:%02d left, now %s";
    return String.format(Locale.ROOT, format, done, total, seconds / 60, seconds % 60, now);
  }
}
