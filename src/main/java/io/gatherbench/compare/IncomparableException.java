package io.gatherbench.compare;

/**
 * Thrown when rows cannot be compared as asked. The message is one line for the user: the argument,
 * its value, and what is allowed.
 */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with the line to show. */
  public IncomparableException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  /** Creates an exception with the line's three parts. */
  public IncomparableException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
