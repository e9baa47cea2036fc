package io.gatherbench.compare;

/**
 * What was asked for cannot be compared. The message is one line for the user: the argument, its
 * value, and what is allowed.
 */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public IncomparableException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  /** With the line's three parts. */
  public IncomparableException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
