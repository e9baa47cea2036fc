package io.gatherbench.report.text;

/**
 * One request of a traced gather.
 *
 * @param startMillis when it was sent, in ms after the gather began
 * @param endMillis when its answer was there, or it had failed
 * @param status the HTTP status, or 0 if there was no answer
 * @param thread the name of the thread that sent it
 * @param failure why there was no answer; empty if there was one
 */
public record RequestSpan(
    double startMillis, double endMillis, int status, String thread, String failure) {

  /** Whether there was no answer. */
  public boolean failed() {
    return !failure.isEmpty();
  }

  /** How long it took, in ms. */
  double millis() {
    return endMillis - startMillis;
  }
}
