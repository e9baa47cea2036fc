package io.gatherbench.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.IntFunction;

/** Answers that come item by item: todos 1 to n, with a pause between them. */
final class StreamEndpoints {

  /** The most items of one answer. */
  static final int MAX_ITEMS = 10_000;

  private static final Latency NO_PAUSE = new Latency.Fixed("0ms", 0);
  private static final CharSequence LINES = HttpHeaders.createOptimized("application/x-ndjson");
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");

  /** {@code /stream/{n}}: one JSON object a line. */
  void lines(Exchange exchange) throws BadInputException {
    answer(
        exchange,
        LINES,
        index -> Buffer.buffer().appendBytes(Todo.json(index + 1)).appendByte((byte) '\n'));
  }

  /** {@code /sse/{n}}: server-sent events. */
  void events(Exchange exchange) throws BadInputException {
    answer(
        exchange,
        EVENTS,
        index ->
            Buffer.buffer("id: " + (index + 1) + "\nevent: todo\ndata: ")
                .appendBytes(Todo.json(index + 1))
                .appendString("\n\n"));
  }

  private static void answer(Exchange exchange, CharSequence type, IntFunction<Buffer> item)
      throws BadInputException {
    int items = (int) Parameters.whole("n", exchange.variable(), 1, MAX_ITEMS);
    Latency pause = exchange.ask().parameters().latency("pause", NO_PAUSE);
    exchange.answer(new Answer.Streamed(type, items, item, pause, 0));
  }
}
