package io.gatherbench.trace;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.UnwritableOutputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The event log of {@code trace}: one event a line, with its time, gather, thread, kind and subject
 * between tabs. Thread-safe.
 */
public final class EventLog implements AutoCloseable {

  private final Path file;
  private final PrintWriter out;
  private String gather = "";

  private EventLog(Path file, Writer out) {
    this.file = file;
    this.out = new PrintWriter(out, true);
  }

  /** Opens a log into a new file; refuses one that exists or cannot be written. */
  public static EventLog into(Path file) throws UnusableInputException {
    try {
      return new EventLog(file, Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
    } catch (FileAlreadyExistsException e) {
      throw new UnusableInputException("--log", file.toString(), "a file that does not exist yet");
    } catch (IOException e) {
      throw new UnusableInputException("--log", file.toString(), "a file that can be written");
    }
  }

  /** Opens a log that is not kept. */
  public static EventLog nowhere() {
    return new EventLog(Path.of(""), Writer.nullWriter());
  }

  synchronized void begin(String name) {
    gather = name;
  }

  synchronized void event(String kind, String subject) {
    out.println(String.join("\t", Instant.now().toString(), gather, threadName(), kind, subject));
  }

  /** Returns the current thread's name; virtual threads, which have none, get one by id. */
  static String threadName() {
    Thread thread = Thread.currentThread();
    return thread.getName().isEmpty() ? "virtual thread " + thread.getId() : thread.getName();
  }

  /** Ends the log; throws {@code UnwritableOutputException} if an event could not be written. */
  @Override
  public synchronized void close() {
    out.close();
    if (out.checkError()) {
      throw new UnwritableOutputException(file, new IOException("events are missing at its end"));
    }
  }
}
