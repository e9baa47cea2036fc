package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import java.util.function.Supplier;

/** Responds with a given status or size, and with what is there. */
final class PlainEndpoints {

  private static final int STARTS = 1 << 16;

  private final Supplier<String> described;
  private final Supplier<String> labels;

  /** Pseudo-random bytes, made once: a response is a slice of them. */
  private Bytes random;

  /**
   * Creates the endpoints.
   *
   * @param described describes all routes, one a line
   * @param labels lists them for an error message
   */
  PlainEndpoints(Supplier<String> described, Supplier<String> labels) {
    this.described = described;
    this.labels = labels;
  }

  void index(Exchange exchange) {
    Bytes text = Bytes.of("gatherbench stub\n\n" + described.get());
    exchange.respond(PreparedResponse.of(PreparedResponse.TEXT, text));
  }

  void status(Exchange exchange) throws BadRequestException {
    int code = (int) Parameters.whole("code", exchange.variable(), 200, 599);
    PreparedResponse.Whole empty =
        PreparedResponse.of(PreparedResponse.TEXT, Bytes.NONE).withStatus(code);
    boolean redirects = code >= 301 && code <= 308 && code != 304 && code != 306;
    exchange.respond(redirects ? empty.withHeader("location", "/get") : empty);
  }

  /** Responds with as many bytes as asked, a function of the seed. */
  void bytes(Exchange exchange) throws BadRequestException {
    int size = (int) Parameters.whole("n", exchange.variable(), 0, ResponseOptions.MAX_BYTES);
    if (random == null) {
      random = random();
    }
    int start = (int) (SeededRandom.bits(exchange.options().seed(), 0, 0) & STARTS - 1);
    Bytes body = random.slice(start, start + size);
    exchange.respond(PreparedResponse.of(PreparedResponse.BYTES, body));
  }

  void notFound(Exchange exchange) throws BadRequestException {
    throw new BadRequestException(404, "path", exchange.request().path(), labels.get());
  }

  private static Bytes random() {
    byte[] bytes = new byte[STARTS + ResponseOptions.MAX_BYTES];
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      long bits = SeededRandom.bits(0, i, 1);
      for (int j = 0; j < Long.BYTES; j++) {
        bytes[i + j] = (byte) (bits >>> 8 * j);
      }
    }
    return Bytes.of(bytes);
  }
}
