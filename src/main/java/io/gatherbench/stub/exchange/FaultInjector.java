package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes exchanges fail as they were asked to. Over HTTP/1.1 the connection fails with them; over
 * HTTP/2 only their own stream does.
 */
final class FaultInjector {

  private static final Bytes GARBAGE =
      Bytes.of(
          "\u0016\u0003 this is no HTTP \u0000\u0001\u0002\r\n\r\n"
              .getBytes(StandardCharsets.ISO_8859_1));

  private FaultInjector() {}

  /** Does to an exchange, whose answer is due, what the fault says. */
  static void strike(Exchange exchange, Fault.Kind fault, PreparedResponse answer) {
    switch (fault) {
      case RESET -> {
        exchange.breaking(fault);
        exchange.reply().reset();
      }
      case EMPTY -> {
        exchange.breaking(fault);
        exchange.reply().drop();
      }
      case GARBAGE -> {
        exchange.breaking(fault);
        exchange.reply().garbage(exchange.head(200, PreparedResponse.BYTES, Map.of()), GARBAGE);
      }
      case HANG -> {
        // Nothing: the exchange ends when its client leaves.
      }
      case TRUNCATE -> {
        if (answer instanceof PreparedResponse.Streamed streamed) {
          PacedBody.cut(exchange, streamed).start();
        } else if (answer instanceof PreparedResponse.Whole whole) {
          truncate(exchange, whole);
        }
      }
      case SLOW_BODY -> {
        if (answer instanceof PreparedResponse.Streamed streamed) {
          PacedBody.slow(exchange, streamed).start();
        } else if (answer instanceof PreparedResponse.Whole whole) {
          PacedBody.slow(exchange, whole).start();
        }
      }
    }
  }

  private static void truncate(Exchange exchange, PreparedResponse.Whole answer) {
    Bytes body = exchange.bodyFor(answer);
    ResponseWriter reply = exchange.reply();
    ResponseHead head = exchange.head(exchange.statusFor(answer), answer.type(), answer.headers());
    exchange.breaking(Fault.Kind.TRUNCATE);
    // An empty body cannot break off, unless it was announced to be longer.
    reply.begin(head, Math.max(1, body.length()));
    reply.piece(body.slice(0, body.length() / 2), false);
    reply.breakOff();
  }
}
