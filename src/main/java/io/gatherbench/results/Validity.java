package io.gatherbench.results;

import java.util.Locale;

/** The validity of a row: whether it may be believed, and the reason if not. */
public record Validity(Kind kind, String reason) {

  /** The kinds, from best to worst. */
  public enum Kind {
    /** The work was what was claimed. */
    VALID,
    /** Shown, with a mark: something other than the strategy limited the number. */
    FLAGGED,
    /** The fork ended because its virtual threads could no longer run: a result, without values. */
    STARVED,
    /** Kept, and shown as void, but part of no summary, chart or comparison. */
    VOID;

    private final String prefix = name().toLowerCase(Locale.ROOT) + ": ";
  }

  public static final Validity VALID = new Validity(Kind.VALID, "");

  /** Returns the validity of a flagged row. */
  public static Validity flagged(String reason) {
    return new Validity(Kind.FLAGGED, reason);
  }

  /** Begins the text of {@link Kind#STARVED}, and the line by which a fork says so. */
  public static final String STARVED = "starved: ";

  /** Returns the validity of a fork without all its iterations, by the cause of its end. */
  public static Validity ofFailure(String cause) {
    // A semicolon would part it into two reasons.
    String one = cause.replace(';', ',');
    return one.startsWith(STARVED) ? parse(one) : voided("fork failed: " + one);
  }

  /** Returns the validity of a void row. */
  public static Validity voided(String reason) {
    return new Validity(Kind.VOID, reason);
  }

  /** Returns the worse of two, with both reasons if both are flagged. */
  public Validity and(Validity other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind) > 0 ? this : other;
    }
    return kind == Kind.FLAGGED ? flagged(reason + "; " + other.reason) : this;
  }

  /** Reads what {@link #toString} wrote; throws {@code IllegalArgumentException} otherwise. */
  public static Validity parse(String text) {
    if (text.equals("valid")) {
      return VALID;
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.VALID && text.startsWith(kind.prefix)) {
        return new Validity(kind, text.substring(kind.prefix.length()));
      }
    }
    throw new IllegalArgumentException("valid, flagged: …, starved: … or void: …");
  }

  /**
   * Returns it as it stands in the rows: {@code valid}, {@code flagged: …}, {@code starved: …} or
   * {@code void: …}.
   */
  @Override
  public String toString() {
    return kind == Kind.VALID ? "valid" : kind.prefix + reason;
  }
}
