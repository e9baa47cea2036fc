package io.gatherbench.results;

/** Thrown for unusable input; the message is one line: argument, value and what is allowed. */
public final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableInputException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  public UnusableInputException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
