package io.gatherbench.run.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a fork has printed lately, in which the cause of its failure is looked for. Thread-safe. */
public final class FailureText {

  /** Enough for the longest stack trace; a fork that prints without end must not fill the heap. */
  private static final int KEPT = 200_000;

  private static final Pattern EXCEPTION =
      Pattern.compile("^(?:Caused by: )?[\\w.$]+(Exception|Error)\\b.*");

  private final StringBuilder text = new StringBuilder();
  private String known = "";

  synchronized void add(String printed) {
    text.append(printed);
    if (text.length() > 2 * KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  synchronized void clear() {
    text.setLength(0);
    known = "";
  }

  /** The cause is known, whatever is printed. */
  public synchronized void because(String cause) {
    known = cause;
  }

  /** What was printed, as far as it was kept. */
  public synchronized String text() {
    return text.toString();
  }

  /**
   * One line: the cause, if it is known; else the last exception that was printed, which is the
   * innermost cause, or else how the JVM ended and the first that it said on standard error.
   */
  public synchronized String cause() {
    if (!known.isEmpty()) {
      return known;
    }
    List<String> lines = text.toString().lines().map(String::strip).toList();
    List<String> exceptions = new ArrayList<>();
    lines.stream().filter(line -> EXCEPTION.matcher(line).matches()).forEach(exceptions::add);
    if (!exceptions.isEmpty()) {
      return exceptions.get(exceptions.size() - 1).replaceFirst("^Caused by: ", "");
    }
    Optional<String> exit =
        lines.stream()
            .filter(line -> line.startsWith("<forked VM failed"))
            .map(line -> line.replaceAll("[<>]", ""))
            .findFirst();
    String said =
        lines.stream()
            .dropWhile(line -> !line.startsWith("<stderr"))
            .skip(1)
            .filter(line -> !line.isEmpty() && !line.startsWith("<"))
            .findFirst()
            .map(line -> ": " + line)
            .orElse("");
    return exit.orElse("no reason was printed") + said;
  }
}
