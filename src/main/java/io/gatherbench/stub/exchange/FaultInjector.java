package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes exchanges fail as they ask. Over HTTP/1.1 the connection fails with them; over HTTP/2 only
 * their own stream does.
 */
final class FaultInjector {

  private static final Bytes GARBAGE =
      Bytes.of(
          "\u0016\u0003 this is no HTTP \u0000\u0001\u0002\r\n\r\n"
              .getBytes(StandardCharsets.ISO_8859_1));

  private FaultInjector() {}

  /** Makes an exchange fail whose response is due. */
  static void inject(Exchange exchange, Fault.Kind fault, PreparedResponse prepared) {
    ResponseWriter response = exchange.response();
    switch (fault) {
      case RESET -> {
        exchange.breaking(fault);
        response.reset();
      }
      case EMPTY -> {
        exchange.breaking(fault);
        response.closeWithoutResponse();
      }
      case GARBAGE -> {
        exchange.breaking(fault);
        long late = exchange.head().lateNanos();
        response.writeGarbage(
            new ResponseHead(200, PreparedResponse.BYTES, Map.of(), late), GARBAGE);
      }
      case HANG -> {
        // Nothing: the exchange ends when its client leaves.
      }
      case TRUNCATE -> {
        if (prepared instanceof PreparedResponse.Streamed streamed) {
          PacedBody.truncated(exchange, streamed).start();
        } else if (prepared instanceof PreparedResponse.Whole whole) {
          truncate(exchange, whole);
        }
      }
      case SLOW_BODY -> PacedBody.slow(exchange, prepared).start();
    }
  }

  private static void truncate(Exchange exchange, PreparedResponse.Whole whole) {
    Bytes body = exchange.body(whole);
    ResponseWriter response = exchange.response();
    ResponseHead head = exchange.head();
    exchange.breaking(Fault.Kind.TRUNCATE);
    // An empty body is announced to be longer: nothing of it could be missing otherwise.
    response.writeHead(head, Math.max(1, body.length()));
    response.writePart(body.slice(0, body.length() / 2), false);
    response.truncate();
  }
}
