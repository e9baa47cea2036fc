package io.gatherbench.results;

import java.util.Collection;

/** Thrown for unusable input; the message is one line: argument, value and what is allowed. */
public final class UnusableInputException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String IS = " is '";

  public UnusableInputException(String line) {
    super(line.replaceAll("\\s*\\R\\s*", " "));
  }

  public UnusableInputException(String argument, String value, String allowed) {
    this(argument + IS + value + "'; allowed: " + allowed);
  }

  /** Returns the same with two dashes before the argument, where options set parameters. */
  public UnusableInputException ofOption(Collection<String> parameters) {
    boolean option = parameters.stream().anyMatch(name -> getMessage().startsWith(name + IS));
    return option ? new UnusableInputException("--" + getMessage()) : this;
  }
}
