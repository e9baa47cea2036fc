package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Responds item by item: todos 1 to n, with a pause between them. */
final class StreamEndpoints {

  private static final int MAX_ITEMS = 10_000;
  private static final AsciiString LINES = AsciiString.cached("application/x-ndjson");

  void lines(Exchange exchange) throws BadRequestException {
    respond(exchange, LINES, index -> Bytes.of(todo(index) + "\n"));
  }

  void events(Exchange exchange) throws BadRequestException {
    respond(
        exchange,
        PreparedResponse.EVENTS,
        index -> Bytes.of("id: " + (index + 1) + "\nevent: todo\ndata: " + todo(index) + "\n\n"));
  }

  private static String todo(int index) {
    return new String(Todo.json(index + 1), StandardCharsets.UTF_8);
  }

  private static void respond(Exchange exchange, AsciiString type, IntFunction<Bytes> item)
      throws BadRequestException {
    int items = (int) Parameters.whole("n", exchange.variable(), 1, MAX_ITEMS);
    Latency pause = exchange.options().parameters().latency("pause");
    exchange.respond(new PreparedResponse.Streamed(type, items, item, pause, 0));
  }
}
