package io.gatherbench.report.page;

import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.report.text.RequestSpan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reader of the event log of {@code trace --log FILE}. */
public final class TraceLogReader {

  private static final int FIELDS = 5;

  private static final class Gather {
    private Instant start = Instant.EPOCH;
    private final Map<Integer, Instant> sent = new TreeMap<>();
    private final Map<Integer, String> threads = new TreeMap<>();
    private final Map<Integer, RequestSpan> spans = new TreeMap<>();
  }

  private TraceLogReader() {}

  /**
   * Reads the gathers of a log; of a truncated one, the requests that ended.
   *
   * @throws IOException if it cannot be read or a line is no event; the message names the line
   */
  public static List<Traced> read(Path file) throws IOException {
    Map<String, Gather> gathers = new LinkedHashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          add(line.split("\t", FIELDS), gathers);
        } catch (DateTimeParseException | NumberFormatException e) {
          throw new IOException(file + ", line " + number + ": no event of a trace", e);
        }
      }
    }
    List<Traced> traced = new ArrayList<>();
    gathers.forEach(
        (name, gather) -> {
          if (!gather.spans.isEmpty()) {
            traced.add(new Traced(name, List.copyOf(gather.spans.values())));
          }
        });
    return traced;
  }

  private static void add(String[] fields, Map<String, Gather> gathers) {
    if (fields.length < FIELDS) {
      return;
    }
    Instant time = Instant.parse(fields[0]);
    Gather gather = gathers.computeIfAbsent(fields[1], name -> new Gather());
    String subject = fields[4];
    String[] words = subject.split(" ");
    switch (fields[3]) {
      case "start" -> gather.start = time;
      case "sent" -> {
        gather.sent.put(Integer.valueOf(words[0]), time);
        gather.threads.put(Integer.valueOf(words[0]), fields[2]);
      }
      case "answered", "failed" -> {
        int request = Integer.parseInt(words[0]);
        boolean failed = fields[3].equals("failed");
        gather.spans.put(
            request,
            new RequestSpan(
                millis(gather.start, gather.sent.getOrDefault(request, time)),
                millis(gather.start, time),
                failed ? 0 : status(subject),
                gather.threads.getOrDefault(request, ""),
                failed ? subject : ""));
      }
      default -> {} // The end of the gather adds nothing.
    }
  }

  /** The number before the comma of {@code 1 GET /todos/1 200, 83 bytes}. */
  private static int status(String subject) {
    String beforeComma = subject.substring(0, Math.max(0, subject.lastIndexOf(',')));
    return Integer.parseInt(beforeComma.substring(beforeComma.lastIndexOf(' ') + 1));
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }
}
