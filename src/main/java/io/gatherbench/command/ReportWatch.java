package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Renders a report anew whenever its files have changed, until the process is told to end. */
final class ReportWatch {

  private static final int DEPTH = 6;
  private static final long LAST_PAGE_SECONDS = 20;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Collection<Path> inputs;
  private final PrintStream err;

  /** Makes the report. */
  interface Rendering {
    /**
     * @param reloads whether the page is to reload itself
     */
    void render(boolean reloads) throws UnusableInputException;
  }

  ReportWatch(Collection<Path> inputs, PrintStream err) {
    this.inputs = inputs;
    this.err = err;
  }

  /**
   * Renders again and again. At the end the page is rendered once more, as one that does not
   * reload.
   *
   * @throws UnusableInputException if the inputs cannot be used at the end
   */
  void run(Rendering rendering) throws UnusableInputException {
    // What changed before this is rendered again at once.
    Map<Path, String> before = Map.of();
    Thread lastWords = new Thread(this::stop);
    Runtime.getRuntime().addShutdownHook(lastWords);
    try {
      while (!stopped.await(1, TimeUnit.SECONDS)) {
        Map<Path, String> now = state();
        if (!now.equals(before)) {
          before = now;
          renderOrSay(rendering);
        }
      }
      rendering.render(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
      HeadlineCommand.forget(lastWords);
    }
  }

  /** What cannot be read now may be in a moment, when the run has written on. */
  private void renderOrSay(Rendering rendering) {
    try {
      rendering.render(true);
    } catch (UnusableInputException e) {
      err.println("gatherbench: " + e.getMessage());
    }
  }

  /** Ends the watching and waits for the last page. */
  void stop() {
    stopped.countDown();
    try {
      if (!done.await(LAST_PAGE_SECONDS, TimeUnit.SECONDS)) {
        err.println("gatherbench: report: the last page was not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sizes and times of all files. */
  private Map<Path, String> state() {
    Map<Path, String> state = new TreeMap<>();
    for (Path input : inputs) {
      try (Stream<Path> files = Files.walk(input, DEPTH)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          state.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      } catch (IOException e) {
        // A file that went away while its folder was read: the next look sees what is there.
        state.put(input, "unreadable");
      }
    }
    return state;
  }
}
