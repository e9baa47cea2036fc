package io.gatherbench.report.text;

/**
 * One request of a traced gather.
 *
 * @param startMillis when it was sent, from the start of the gather
 * @param endMillis when its response was complete or it had failed
 * @param status 0 if there was no response
 * @param failure the reason for no response; empty if there was one
 */
public record RequestSpan(
    double startMillis, double endMillis, int status, String thread, String failure) {

  /** Returns whether there was no response. */
  public boolean failed() {
    return !failure.isEmpty();
  }

  double millis() {
    return endMillis - startMillis;
  }
}
