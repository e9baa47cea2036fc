package io.gatherbench.trace;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * The event log of {@code trace}: one event a line, with its time, strategy, thread, kind and what
 * it is about, separated by tabs. Thread-safe.
 */
public final class EventLog implements AutoCloseable {

  private final InstantSource clock;
  private final PrintWriter out;
  private String gather = "";

  EventLog(InstantSource clock, Writer out) {
    this.clock = clock;
    this.out = new PrintWriter(out, true);
  }

  /**
   * A log into a new file.
   *
   * @throws UnusableInputException if it is there already, or cannot be written
   */
  public static EventLog into(Path file) throws UnusableInputException {
    try {
      return new EventLog(
          InstantSource.system(),
          Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
    } catch (FileAlreadyExistsException e) {
      throw new UnusableInputException("--log", file.toString(), "a file that is not there yet");
    } catch (IOException e) {
      throw new UnusableInputException("--log", file.toString(), "a file that can be written");
    }
  }

  /** A log that nobody wants. */
  public static EventLog nowhere() {
    return new EventLog(InstantSource.system(), Writer.nullWriter());
  }

  /** What follows belongs to this gather. */
  public synchronized void begin(String name) {
    gather = name;
  }

  synchronized void event(String kind, String subject) {
    out.println(
        String.join(
            "\t", clock.instant().toString(), gather, TracedGather.threadName(), kind, subject));
  }

  @Override
  public synchronized void close() {
    out.close();
  }
}
