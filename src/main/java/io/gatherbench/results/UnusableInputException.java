package io.gatherbench.results;

/**
 * Something that the user gave cannot be used. The message is one line for the user: the argument,
 * its value, and what is allowed.
 */
public final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public UnusableInputException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  /** With the line's three parts. */
  public UnusableInputException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
