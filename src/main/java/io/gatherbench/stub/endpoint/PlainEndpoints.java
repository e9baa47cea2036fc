package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Responds with a given status or size, or up to a given rate. */
final class PlainEndpoints {

  private static final int STARTS = 1 << 16;
  private static final long MAX_RATE = 1_000_000;

  private final RateLimits limits;

  private Bytes random;

  PlainEndpoints(RateLimits limits) {
    this.limits = limits;
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

  private static Bytes random() {
    byte[] bytes = new byte[STARTS + ResponseOptions.MAX_BYTES];
    ByteBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      longs.putLong(SeededRandom.bits(0, i, 1));
    }
    return Bytes.of(bytes);
  }

  /** Responds to as many requests as a rate allows, and with 429 to those beyond it. */
  void limited(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.options().parameters();
    double rate = parameters.decimal("rate", 0.001, MAX_RATE, 100);
    long burst = parameters.whole("burst", 1, MAX_RATE, 10);
    long wait = limits.take(new RateLimits.Limit(rate, burst), System.nanoTime());
    ObjectNode body = StubJson.object().put("rate", rate).put("burst", burst);
    if (wait == 0) {
      exchange.respond(PreparedResponse.json(body.put("limited", false)));
      return;
    }
    // The header has whole seconds, rounded up: a client that waits that long gets through.
    long seconds = (wait + 999_999_999) / 1_000_000_000;
    body.put("limited", true).put("retryAfterMillis", Math.ceil(wait / 1e6));
    exchange.respond(
        PreparedResponse.json(body)
            .withStatus(429)
            .withHeader("retry-after", Long.toString(seconds)));
  }
}
