package io.gatherbench.compare;

/** Thrown when rows cannot be compared as specified. Its message is one line for the user. */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean nothingInCommon;

  public IncomparableException(String line) {
    this(line, false);
  }

  public IncomparableException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }

  private IncomparableException(String line, boolean nothingInCommon) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
    this.nothingInCommon = nothingInCommon;
  }

  /** Returns an exception for usable rows without a cell or a metric in common. */
  static IncomparableException nothingInCommon(String line) {
    return new IncomparableException(line, true);
  }

  /** Tells whether the rows are usable, but have no cell or no metric in common. */
  public boolean isNothingInCommon() {
    return nothingInCommon;
  }
}
