package io.gatherbench.stub;

import io.gatherbench.stub.fuzz.FuzzCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** Finds the smallest case after which a stub in this process fails, each on a new stub. */
final class FuzzReduction {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final long start = System.nanoTime();

  /** Returns what fails when a new stub is sent cases, or null. */
  static String failure(List<FuzzCase> cases, Duration patience) throws IOException {
    try (LogRecorder log = new LogRecorder();
        StubServer server = new StubServer(StubOptions.forRun());
        FuzzedStub stub = new FuzzedStub(server.address(), log::text)) {
      return stub.failure(cases, patience);
    }
  }

  /** Describes a failure, and writes the bytes of the smallest case to a file. */
  static String describe(String failure, String seed, List<FuzzCase> cases) throws IOException {
    FuzzCase smallest = new FuzzReduction().smallest(cases);
    if (smallest == null) {
      return seed + ": " + start(failure) + "\nNo case fails alone, on a stub in this process.";
    }
    Path file = Files.createTempFile(Path.of("target"), "fuzz", ".hex");
    byte[] sent = smallest.sent().getBytes(StandardCharsets.ISO_8859_1);
    Files.writeString(file, HexFormat.of().formatHex(sent) + "\n");
    String alone = failure(List.of(smallest), PATIENCE);
    return "%s: %s\nSmallest case: %s; then %s\nSend it: xxd -r -p %s | nc 127.0.0.1 PORT"
        .formatted(seed, start(failure), smallest, start(alone), file);
  }

  /** Returns the first lines of a failure, of a stack trace what is enough to recognise it. */
  private static String start(String failure) {
    return String.valueOf(failure).lines().limit(6).collect(Collectors.joining("\n"));
  }

  private FuzzCase smallest(List<FuzzCase> cases) throws IOException {
    for (FuzzCase candidate : cases) {
      if (fails(candidate)) {
        FuzzCase simple = candidate.simplified(candidate.sent());
        return fails(simple) ? shortest(simple) : candidate;
      }
    }
    return null;
  }

  /** Leaves out parts of what is sent, of half its length first and of one byte last. */
  private FuzzCase shortest(FuzzCase failing) throws IOException {
    FuzzCase shortest = failing;
    for (int size = failing.sent().length() / 2; size > 0; size /= 2) {
      int from = 0;
      while (from < shortest.sent().length() && !isOutOfTime()) {
        StringBuilder shorter = new StringBuilder(shortest.sent()).delete(from, from + size);
        FuzzCase candidate = failing.simplified(shorter.toString());
        if (fails(candidate)) {
          shortest = candidate;
        } else {
          from += size;
        }
      }
    }
    return shortest;
  }

  private boolean isOutOfTime() {
    return System.nanoTime() - start > LIMIT.toNanos();
  }

  private static boolean fails(FuzzCase candidate) throws IOException {
    return failure(List.of(candidate), PATIENCE) != null;
  }

  /** Records what is logged in this process as a warning or worse. */
  private static final class LogRecorder extends Handler implements AutoCloseable {

    private final StringBuffer text = new StringBuffer();

    LogRecorder() {
      setLevel(Level.WARNING);
      setFormatter(new SimpleFormatter());
      Logger.getLogger("").addHandler(this);
    }

    String text() {
      return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        text.append(getFormatter().format(record));
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }
  }
}
