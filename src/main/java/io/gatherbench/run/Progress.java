package io.gatherbench.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How far a run has come, and how long the rest will take: what has been done took what it took,
 * and what remains is taken to cost in proportion to what was foreseen for it. Not thread-safe.
 */
public final class Progress {

  private final InstantSource clock;
  private final String noun;
  private final int total;
  private final long started;
  private final double foreseenAll;
  private double foreseenDone;
  private final int before;
  private int done;

  /**
   * @param total how many forks there are
   * @param foreseenSeconds what all of them are foreseen to take
   */
  public Progress(InstantSource clock, int total, double foreseenSeconds) {
    this(clock, "forks", 0, total, foreseenSeconds);
  }

  /**
   * For a run whose steps are more than a fork.
   *
   * @param noun what the steps are, in the plural
   * @param total how many there are
   * @param foreseenSeconds what all of them are foreseen to take
   */
  public Progress(InstantSource clock, String noun, int total, double foreseenSeconds) {
    this(clock, noun, 0, total, foreseenSeconds);
  }

  /**
   * For a run that is gone on with.
   *
   * @param before how many forks were done before, of which nobody knows how long they took
   * @param remaining how many there are left
   * @param foreseenSeconds what those are foreseen to take
   */
  public Progress(InstantSource clock, int before, int remaining, double foreseenSeconds) {
    this(clock, "forks", before, remaining, foreseenSeconds);
  }

  private Progress(
      InstantSource clock, String noun, int before, int remaining, double foreseenSeconds) {
    this.clock = clock;
    this.noun = noun;
    this.before = before;
    this.total = before + remaining;
    this.foreseenAll = foreseenSeconds;
    this.started = clock.millis();
  }

  /**
   * One fork is done.
   *
   * @param foreseenSeconds what it was foreseen to take
   */
  public void forkDone(double foreseenSeconds) {
    done++;
    foreseenDone += foreseenSeconds;
  }

  int done() {
    return before + done;
  }

  int total() {
    return total;
  }

  /** How long the rest is likely to take. */
  Duration left() {
    double elapsed = (clock.millis() - started) / 1e3;
    double pace = foreseenDone > 0 ? elapsed / foreseenDone : 1;
    return Duration.ofMillis(Math.round((foreseenAll - foreseenDone) * pace * 1e3));
  }

  /** One line: done, total, time left, and what runs now. */
  public String line(String now) {
    long seconds = Math.max(0, left().toSeconds());
    return String.format(
        Locale.ROOT,
        "%d of %d %s, %d:%02d left, now %s",
        done(),
        total,
        noun,
        seconds / 60,
        seconds % 60,
        now);
  }
}
