package io.gatherbench.trace;

import io.gatherbench.report.text.RequestSpan;
import java.util.List;

/**
 * A gather that was traced.
 *
 * @param title the strategy with its client
 * @param spans its requests, in order
 * @param totalMillis the time of the whole gather in ms
 * @param bodies the bodies of the responses, in the same order; empty where there was none
 */
record TracedGather(
    String title, List<RequestSpan> spans, double totalMillis, List<byte[]> bodies) {

  /** Returns whether every request got a response. */
  boolean answered() {
    return spans.stream().noneMatch(RequestSpan::failed);
  }
}
