package io.gatherbench.trace;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * A log handler that sends what libraries log to a temporary file instead of the terminal. The file
 * is made with the first record. Thread-safe. The JDK's root logger is static, so that there is one
 * at a time.
 */
public final class LibraryLog extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final Handler[] others = root.getHandlers();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private Path file;
  private Writer out;

  private LibraryLog() {}

  /** Takes the place of all other handlers of the root logger until it is closed. */
  public static LibraryLog open() {
    LibraryLog log = new LibraryLog();
    for (Handler other : log.others) {
      log.root.removeHandler(other);
    }
    log.root.addHandler(log);
    return log;
  }

  /** Returns the file; empty if nothing was logged. */
  public synchronized Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  @Override
  public synchronized void publish(LogRecord entry) {
    try {
      if (file == null) {
        file = Files.createTempFile("gatherbench-libraries", ".log");
        out = Files.newBufferedWriter(file);
      }
      if (out != null) {
        out.write(formatter.format(entry));
        out.flush();
      }
    } catch (IOException e) {
      reportError("the log of libraries cannot be written", e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {
    // Each record is on disk when it has been published.
  }

  /** Puts the other handlers back. What is logged later is not in the file. */
  @Override
  public synchronized void close() {
    root.removeHandler(this);
    for (Handler other : others) {
      root.addHandler(other);
    }
    try {
      if (out != null) {
        out.close();
        out = null;
      }
    } catch (IOException e) {
      reportError("the log of libraries cannot be written", e, ErrorManager.CLOSE_FAILURE);
    }
  }
}
