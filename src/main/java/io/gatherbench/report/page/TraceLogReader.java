package io.gatherbench.report.page;

import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.results.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reader of the event log of {@code trace --log FILE}. */
public final class TraceLogReader {

  private static final int FIELDS = 5;

  private Instant start = Instant.EPOCH;
  private final Map<Integer, RequestSpan> sent = new HashMap<>();
  private final Map<Integer, RequestSpan> ended = new TreeMap<>();

  private TraceLogReader() {}

  /**
   * Reads the gathers of a log; of a truncated one, the requests that ended.
   *
   * @throws IOException if it cannot be read or a line is no event; the message names the line
   */
  public static List<Traced> read(Path file) throws IOException {
    Map<String, TraceLogReader> gathers = new LinkedHashMap<>();
    int number = 0;
    for (String line : TextFile.read(file).lines().toList()) {
      number++;
      try {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length == FIELDS) {
          gathers.computeIfAbsent(fields[1], name -> new TraceLogReader()).add(fields);
        }
      } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
        throw new IOException(file + ", line " + number + ": no event of a trace", e);
      }
    }
    List<Traced> traced = new ArrayList<>();
    gathers.forEach(
        (name, gather) -> {
          if (!gather.ended.isEmpty()) {
            traced.add(new Traced(name, List.copyOf(gather.ended.values())));
          }
        });
    return traced;
  }

  private void add(String... fields) {
    Instant time = Instant.parse(fields[0]);
    String event = fields[3];
    String subject = fields[4];
    String number = subject.split(" ", 2)[0];
    double millis = Duration.between(start, time).toNanos() / 1e6;
    switch (event) {
      case "start" -> start = time;
      case "sent" ->
          sent.put(Integer.valueOf(number), new RequestSpan(millis, millis, 0, fields[2], ""));
      case "answered", "failed" -> {
        int request = Integer.parseInt(number);
        RequestSpan unsent = new RequestSpan(millis, millis, 0, "", "");
        RequestSpan begun = sent.getOrDefault(request, unsent);
        boolean failed = event.equals("failed");
        int status = failed ? 0 : status(subject);
        String failure = failed ? subject : "";
        double from = begun.startMillis();
        ended.put(request, new RequestSpan(from, millis, status, begun.thread(), failure));
      }
      default -> {} // The end of the gather adds nothing.
    }
  }

  /** The number before the comma of {@code 1 GET /todos/1 200, 83 bytes}. */
  private static int status(String subject) {
    String beforeComma = subject.substring(0, Math.max(0, subject.lastIndexOf(',')));
    return Integer.parseInt(beforeComma.substring(beforeComma.lastIndexOf(' ') + 1));
  }
}
