package io.gatherbench.report.text;

/**
 * One request of a traced gather.
 *
 * @param startMillis the time when it was sent, in ms from the start of the gather
 * @param endMillis the time when its response was complete or it had failed
 * @param status the HTTP status, or 0 if there was no response
 * @param thread the name of the thread that sent it
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
