package io.gatherbench.trace;

import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.RequestSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the same requests were answered when different strategies made them: for each request the
 * answer that most got, and whoever got another. Not thread-safe.
 */
public final class ResponseComparison {

  /**
   * An answer, of which two are equal if status and bytes are; the bytes are shared, not copied.
   */
  private record Answer(int status, ByteBuffer body) {}

  private final List<Map<Answer, List<String>>> gathersByAnswer = new ArrayList<>();
  private int gathers;

  /**
   * Adds a gather.
   *
   * @param name of the strategy
   * @param spans its requests, in order
   * @param bodies the bodies of the answers, in the same order
   */
  public void add(String name, List<RequestSpan> spans, List<byte[]> bodies) {
    gathers++;
    for (int i = 0; i < spans.size(); i++) {
      if (gathersByAnswer.size() <= i) {
        gathersByAnswer.add(new LinkedHashMap<>());
      }
      Answer answer = new Answer(spans.get(i).status(), ByteBuffer.wrap(bodies.get(i)));
      gathersByAnswer.get(i).computeIfAbsent(answer, key -> new ArrayList<>()).add(name);
    }
  }

  /** The lines, none wider than 80 columns if no name is. */
  public List<String> lines() {
    boolean same = gathersByAnswer.stream().allMatch(answers -> answers.size() == 1);
    List<String> lines = new ArrayList<>();
    lines.add(same ? "Answers: the same with every strategy" : "Answers: not all the same");
    for (int i = 0; i < gathersByAnswer.size(); i++) {
      Map<Answer, List<String>> answers = gathersByAnswer.get(i);
      List<Answer> byFrequency = new ArrayList<>(answers.keySet());
      byFrequency.sort(Comparator.comparingInt(answer -> -answers.get(answer).size()));
      Answer most = byFrequency.get(0);
      lines.add(line(i, most, answers.get(most).size() + " of " + gathers + " strategies"));
      for (Answer other : byFrequency.subList(1, byFrequency.size())) {
        for (String name : answers.get(other)) {
          lines.add(line(i, other, name));
        }
      }
    }
    return lines;
  }

  private static String line(int index, Answer answer, String who) {
    String status = answer.status() == 0 ? "none" : Integer.toString(answer.status());
    return String.format(
        Locale.ROOT,
        "%4d %4s %10s bytes   %s",
        index + 1,
        status,
        Numbers.fixed(answer.body().remaining(), 0),
        who);
  }
}
