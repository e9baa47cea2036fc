package io.gatherbench.results;

/**
 * Thrown when something that the user gave cannot be used. The message is one line for the user:
 * the argument, its value, and what is allowed.
 */
public final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with the line to show. */
  public UnusableInputException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  /** Creates an exception with the line's three parts. */
  public UnusableInputException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
