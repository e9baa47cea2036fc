package io.gatherbench.benchmark.evidence;

/** A gather returned something other than the right answers in the order of the requests. */
public final class WrongAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WrongAnswerException(String message) {
    super(message);
  }
}
