package io.gatherbench.run.jmh;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The last output of a fork, and the cause of its failure that it shows. Thread-safe. */
public final class FailureText {

  /** Characters kept: enough for a long stack trace, and limited for the heap's sake. */
  private static final int KEPT = 200_000;

  private static final Pattern EXCEPTION =
      Pattern.compile("^(?:Caused by: )?[\\w.$]+(Exception|Error)\\b.*");

  private final Supplier<Optional<String>> stubDeath;
  private final StringBuilder text = new StringBuilder();
  private String known = "";

  /** Creates an empty text of forks that need no stub. */
  FailureText() {
    this(Optional::empty);
  }

  /** Creates an empty text; {@code stubDeath} says how the stub of the forks died, if it has. */
  FailureText(Supplier<Optional<String>> stubDeath) {
    this.stubDeath = stubDeath;
  }

  /** Returns how the stub died, which is then why a fork failed; empty while it runs. */
  Optional<String> stubDeath() {
    return stubDeath.get();
  }

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

  /** Sets the cause, which then takes precedence over the output. */
  public synchronized void setCause(String cause) {
    known = cause;
  }

  /** Returns the output, as far as it was kept. */
  public synchronized String text() {
    return text.toString();
  }

  /**
   * Returns how the stub died, else the cause set, else the last exception printed, the innermost,
   * else the JVM's exit.
   */
  public synchronized String cause() {
    Optional<String> death = stubDeath();
    if (death.isPresent()) {
      return death.get();
    }
    if (!known.isEmpty()) {
      return known;
    }
    List<String> lines = text.toString().lines().map(String::strip).toList();
    Optional<String> exception =
        lines.stream().filter(line -> EXCEPTION.matcher(line).matches()).reduce((a, b) -> b);
    if (exception.isPresent()) {
      return exception.get().replaceFirst("^Caused by: ", "");
    }
    String exit =
        lines.stream()
            .filter(line -> line.startsWith("<forked VM failed"))
            .findFirst()
            .map(line -> line.replaceAll("[<>]", ""))
            .orElse("no reason was printed");
    return lines.stream()
        .dropWhile(line -> !line.startsWith("<stderr"))
        .skip(1)
        .filter(line -> !line.isEmpty() && !line.startsWith("<"))
        .findFirst()
        .map(line -> exit + ": " + line)
        .orElse(exit);
  }
}
