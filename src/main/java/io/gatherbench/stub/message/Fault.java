package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.SeededRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure that a request asks for, and which of the requests it affects. Immutable.
 *
 * @param probability the share of requests that it affects, 0 to 1; 1 by default
 * @param every affects the requests whose number is a multiple of this; 1 by default
 */
public record Fault(Kind kind, double probability, long every) {

  static final String ALLOWED =
      "reset, empty, truncate, garbage, hang or slow-body, alone or with :p=PROBABILITY (0 to 1)"
          + " or :every=K (1 or more)";

  /** Keeps draws for faults independent of those for delays. */
  private static final int USE = 16;

  private static final Pattern FORM =
      Pattern.compile("([a-z-]+)(?::(?:p=(\\d(?:\\.\\d{1,9})?)|every=([1-9]\\d{0,17})))?");

  public enum Kind {
    /** The connection is reset, without a response. */
    RESET,
    /** The connection is closed, without a response. */
    EMPTY,
    /** The response ends in the middle of its body. */
    TRUNCATE,
    /** Bytes that are not HTTP are sent, and the connection is closed. */
    GARBAGE,
    /** No response is ever sent. */
    HANG,
    /** The body is sent in parts with pauses between them. */
    SLOW_BODY;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the name in requests and in the ledger. */
    public String label() {
      return label;
    }
  }

  /** Parses {@code reset}, {@code hang:p=0.01}, {@code truncate:every=20}; else throws. */
  static Fault parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(ALLOWED);
    }
    double probability = form.group(2) == null ? 1 : Double.parseDouble(form.group(2));
    long every = form.group(3) == null ? 1 : Long.parseLong(form.group(3));
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.label.equals(form.group(1)) && probability <= 1)
        .findFirst()
        .map(kind -> new Fault(kind, probability, every))
        .orElseThrow(() -> new IllegalArgumentException(ALLOWED));
  }

  public boolean affects(long seed, long requestNumber) {
    return requestNumber % every == 0 && SeededRandom.unit(seed, requestNumber, USE) < probability;
  }

  public boolean isSelective() {
    return probability < 1 || every > 1;
  }
}
