package io.gatherbench.stub;

/** Thrown if the stub cannot start as its options say. The message is one line for the user. */
public final class StubStartException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String option;
  private final String value;
  private final String allowed;

  StubStartException(String option, String value, String allowed) {
    super(option + " is '" + value + "'; allowed: " + allowed);
    this.option = option;
    this.value = value;
    this.allowed = allowed;
  }

  /** Returns the option's name, without dashes: {@code host}, {@code port} or {@code transport}. */
  public String option() {
    return option;
  }

  public String value() {
    return value;
  }

  public String allowed() {
    return allowed;
  }
}
