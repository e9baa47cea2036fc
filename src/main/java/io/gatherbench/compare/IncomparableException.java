package io.gatherbench.compare;

/** Thrown when rows cannot be compared as specified. Its message is one line for the user. */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  public IncomparableException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  public IncomparableException(String argument, String value, String allowed) {
    this(argument + " is '" + value + "'; allowed: " + allowed);
  }
}
