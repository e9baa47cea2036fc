package io.gatherbench.run.jmh;

import io.gatherbench.results.Validity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The last output of a fork, and the cause of its failure that it shows. Thread-safe. */
public final class FailureText {

  /** The cause where what was printed shows none. */
  public static final String UNKNOWN = "no reason was printed";

  /** Characters kept: enough for a long stack trace, and limited for the heap's sake. */
  private static final int KEPT = 200_000;

  private static final Pattern EXCEPTION =
      Pattern.compile("^(?:Caused by: )?[\\w.$]+(Exception|Error)\\b.*");

  /** What ends a message: a frame, another throwable, a line of JMH's or the JVM's, or nothing. */
  private static final Pattern NO_MESSAGE =
      Pattern.compile("at [^ ]+\\(.*|\\.\\.\\. \\d+ .*|Suppressed: .*|<.*|\\[.*|#.*|");

  /** More lines of a message than this are left out. */
  private static final int MESSAGE_LINES = 5;

  private final Supplier<Optional<String>> stubDeath;
  private final StringBuilder text = new StringBuilder();
  private String known = "";

  /** Creates an empty text of forks that need no stub. */
  public FailureText() {
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

  /** Adds what was printed. */
  public synchronized void add(String printed) {
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
   * Returns how the stub died, else the cause set, else that the fork starved, else the last
   * exception printed, the innermost, else the JVM's exit.
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
    Optional<String> starved =
        lines.stream().filter(line -> line.startsWith(Validity.STARVED)).findFirst();
    if (starved.isPresent()) {
      return starved.get();
    }
    OptionalInt exception =
        IntStream.range(0, lines.size())
            .filter(line -> EXCEPTION.matcher(lines.get(line)).matches())
            .reduce((a, b) -> b);
    if (exception.isPresent()) {
      return message(lines.subList(exception.getAsInt(), lines.size()));
    }
    String exit =
        lines.stream()
            .filter(line -> line.startsWith("<forked VM failed"))
            .findFirst()
            .map(line -> line.replaceAll("[<>]", ""))
            .orElse(UNKNOWN);
    return lines.stream()
        .dropWhile(line -> !line.startsWith("<stderr"))
        .skip(1)
        .filter(line -> !line.isEmpty() && !line.startsWith("<"))
        .findFirst()
        .map(line -> exit + ": " + line)
        .orElse(exit);
  }

  /** Returns the message with which the lines begin, in one line. */
  private static String message(List<String> lines) {
    Stream<String> more =
        lines.stream()
            .skip(1)
            .takeWhile(line -> !NO_MESSAGE.matcher(line).matches())
            .limit(MESSAGE_LINES - 1);
    return Stream.concat(Stream.of(lines.get(0).replaceFirst("^Caused by: ", "")), more)
        .collect(Collectors.joining(" "));
  }
}
