package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.PreparedResponse.Streamed;
import io.gatherbench.stub.message.PreparedResponse.Whole;
import io.gatherbench.stub.message.ResponseWriter;

/** Makes exchanges fail as they ask, with their connection or, over HTTP/2, their stream. */
final class FaultInjector {

  private static final Latency SLOW_PAUSE = Latency.parse("100ms");
  private static final int SLOW_PARTS = 8;
  private static final Whole GARBAGE =
      PreparedResponse.of(
          PreparedResponse.BYTES,
          Bytes.of("\u0016\u0003 this is no HTTP \u0000\u0001\u0002\r\n\r\n"));

  private FaultInjector() {}

  static void inject(Exchange exchange, Fault.Kind fault, PreparedResponse prepared) {
    ResponseWriter response = exchange.response;
    switch (fault) {
      case RESET -> exchange.breakOff(fault, response::reset);
      case EMPTY -> exchange.breakOff(fault, response::closeWithoutResponse);
      case GARBAGE -> {
        long late = exchange.lateNanos();
        exchange.breakOff(fault, () -> response.writeGarbage(GARBAGE.head(), late, GARBAGE.body()));
      }
      case HANG -> response.hang();
      case TRUNCATE -> {
        // An empty body is announced to be longer: nothing of it could be missing otherwise.
        Streamed parts = inParts(exchange, prepared, 2, 1);
        exchange.writeItems(parts, parts.items() / 2);
      }
      case SLOW_BODY -> {
        Streamed parts = inParts(exchange, prepared, SLOW_PARTS, 0);
        boolean slow = parts.pause().nanos() >= SLOW_PAUSE.nanos();
        exchange.writeItems(slow ? parts : parts.withPause(SLOW_PAUSE), parts.items());
      }
    }
  }

  /** Returns a response in its items, or a whole one in parts of about the same length. */
  private static Streamed inParts(
      Exchange exchange, PreparedResponse prepared, int maxParts, int minLength) {
    if (prepared instanceof Streamed streamed) {
      return streamed;
    }
    Whole whole = (Whole) prepared;
    int size = ResponseSender.size(exchange, whole);
    return whole.inItems(Math.max(1, Math.min(maxParts, size)), size, Math.max(minLength, size));
  }
}
