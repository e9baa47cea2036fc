package io.gatherbench.report.page;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Renders a report again whenever its files change, until the process is stopped. */
public final class ReportWatch {

  private static final int DEPTH = 6;
  private static final long LAST_PAGE_SECONDS = 20;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Collection<Path> inputs;
  private final Path out;
  private final Consumer<String> errors;

  /** A rendering of the report. */
  public interface Rendering {
    /** Renders once, as a page that reloads itself or one that does not. */
    void render(boolean reloads) throws UnusableInputException;
  }

  /**
   * Creates a watch of files and folders that reports each rendering that fails in a line.
   *
   * @param out the folder of the report, which may lie in one of them
   */
  public ReportWatch(Collection<Path> inputs, Path out, Consumer<String> errors) {
    this.inputs = inputs;
    this.out = realPath(out);
    this.errors = errors;
  }

  /**
   * Renders until {@link #stop}, and then once more, as a page that does not reload.
   *
   * @throws UnusableInputException if the inputs cannot be used at the end
   */
  public void run(Rendering rendering) throws UnusableInputException {
    // What changed before this is rendered again at once.
    Map<Path, String> before = Map.of();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    try {
      while (!stopped.await(1, TimeUnit.SECONDS)) {
        Map<Path, String> now = state();
        if (!now.equals(before)) {
          before = now;
          try {
            rendering.render(true);
          } catch (UnusableInputException e) {
            // The next rendering may succeed.
            errors.accept("gatherbench: " + e.getMessage());
          }
        }
      }
      rendering.render(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  /** Stops the watch and waits for the last page, 20 seconds at most. */
  public void stop() {
    stopped.countDown();
    try {
      if (!done.await(LAST_PAGE_SECONDS, TimeUnit.SECONDS)) {
        errors.accept("gatherbench: report: the last page was not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the path by which files are found in a folder, which may not exist yet. */
  private static Path realPath(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return absolute;
    }
  }

  private Map<Path, String> state() {
    Map<Path, String> state = new TreeMap<>();
    for (Path input : inputs) {
      try (Stream<Path> files = Files.walk(input.toRealPath(), DEPTH)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          boolean own = file.getParent().equals(out) && ReportFiles.isOwn(file);
          if (own || file.toString().endsWith(".part")) {
            // What it writes itself is nothing new.
            continue;
          }
          state.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      } catch (IOException | UncheckedIOException e) {
        // A file that went away while its folder was read: the next look sees what is there.
        state.put(input, "unreadable");
      }
    }
    return state;
  }
}
