package io.gatherbench.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * The progress of a run, and the time left, in proportion to the foreseen times. Not thread-safe.
 */
public final class Progress {

  private final InstantSource clock;
  private final String noun;
  private final int total;
  private final long started;
  private final double foreseenAll;
  private double foreseenDone;
  private int done;

  /**
   * @param noun what the steps are, in the plural
   * @param before how many steps processes before this one have done
   * @param remaining how many steps are left
   * @param foreseenSeconds what those are foreseen to take
   */
  public Progress(
      InstantSource clock, String noun, int before, int remaining, double foreseenSeconds) {
    this.clock = clock;
    this.noun = noun;
    this.done = before;
    this.total = before + remaining;
    this.foreseenAll = foreseenSeconds;
    this.started = clock.millis();
  }

  /**
   * Counts a step that is done.
   *
   * @param foreseenSeconds what it was foreseen to take
   */
  public void stepDone(double foreseenSeconds) {
    done++;
    foreseenDone += foreseenSeconds;
  }

  Duration left() {
    double elapsed = (clock.millis() - started) / 1e3;
    double pace = foreseenDone > 0 ? elapsed / foreseenDone : 1;
    return Duration.ofMillis(Math.round((foreseenAll - foreseenDone) * pace * 1e3));
  }

  /** Returns one line: done, total, time left, and the current step. */
  public String line(String now) {
    long seconds = Math.max(0, left().toSeconds());
    return String.format(
        Locale.ROOT,
        "%d of %d %s, %d:%02d left, now %s",
        done,
        total,
        noun,
        seconds / 60,
        seconds % 60,
        now);
  }
}
