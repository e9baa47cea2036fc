package io.gatherbench.trace;

import io.gatherbench.report.text.Numbers;
import io.gatherbench.trace.TraceRun.Gather;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The most frequent response to each request, and each strategy that got another. */
final class ResponseComparison {

  /** Status and body, which are equal if all bytes are; the bytes are shared, not copied. */
  private record Content(int status, ByteBuffer body) {}

  private ResponseComparison() {}

  /** Of more requests than this, only those with different responses have lines. */
  private static final int MOST_LINES = 24;

  /** Returns the lines, at most 80 columns wide if no title is wider than 50. */
  static List<String> lines(List<Gather> gathers) {
    List<String> lines = new ArrayList<>();
    boolean different = false;
    int failed = 0;
    int requests = gathers.stream().mapToInt(gather -> gather.spans().size()).max().orElse(0);
    for (int i = 0; i < requests; i++) {
      Map<Content, List<String>> titles = new LinkedHashMap<>();
      for (Gather gather : gathers) {
        ByteBuffer body = ByteBuffer.wrap(gather.bodies().get(i));
        Content content = new Content(gather.spans().get(i).status(), body);
        titles.computeIfAbsent(content, key -> new ArrayList<>()).add(gather.title());
      }
      different |= titles.size() > 1;
      failed += titles.keySet().stream().allMatch(c -> EndpointRun.isFailure(c.status())) ? 1 : 0;
      if (titles.size() == 1 && requests > MOST_LINES || lines.size() > MOST_LINES) {
        continue;
      }
      Content most =
          Collections.max(
              titles.keySet(), Comparator.comparingInt(content -> titles.get(content).size()));
      int frequency = titles.remove(most).size();
      lines.add(line(i, most, frequency + " of " + gathers.size() + " strategies"));
      int number = i;
      titles.entrySet().stream()
          .sorted(Comparator.comparingInt(other -> -other.getValue().size()))
          .forEach(
              other ->
                  other
                      .getValue()
                      .forEach(title -> lines.add(line(number, other.getKey(), title))));
    }
    lines.add(0, "Answers: " + summary(requests, different, failed));
    return lines;
  }

  /** What failed everywhere is no answer that strategies agree on. */
  private static String summary(int requests, boolean different, int failed) {
    if (failed == requests) {
      return "none, all failed";
    }
    if (different) {
      return "not all the same";
    }
    return (failed > 0 ? failed + " failed everywhere, the others " : "")
        + "the same with every strategy";
  }

  private static String line(int index, Content content, String who) {
    String status = content.status() == 0 ? "none" : Integer.toString(content.status());
    String bytes = Numbers.fixed(content.body().remaining(), 0);
    return String.format(Locale.ROOT, "%4d %4s %10s bytes   %s", index + 1, status, bytes, who);
  }
}
