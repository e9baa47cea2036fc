package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /limited}: as many requests as a rate allows, and 429 for those beyond it. */
final class LimitedEndpoint implements Endpoint {

  private static final double LEAST_RATE = 0.001;
  private static final long MOST = 1_000_000;
  private static final double DEFAULT_RATE = 100;
  private static final long DEFAULT_BURST = 10;

  private final RateLimits limits;

  LimitedEndpoint(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void handle(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.ask().parameters();
    double rate = parameters.decimal("rate", LEAST_RATE, MOST, DEFAULT_RATE);
    long burst = parameters.whole("burst", 1, MOST, DEFAULT_BURST);
    long wait = limits.take(new RateLimits.Limit(rate, burst), System.nanoTime());
    JsonObject body = new JsonObject().put("rate", rate).put("burst", burst);
    if (wait == 0) {
      exchange.answer(PreparedResponse.json(200, body.put("limited", false)));
      return;
    }
    // The header has whole seconds; rounded up, so that who waits that long gets through.
    long seconds = (wait + 999_999_999) / 1_000_000_000;
    body.put("limited", true).put("retryAfterMillis", Math.ceil(wait / 1e6));
    exchange.answer(
        new PreparedResponse.Whole(
            429,
            PreparedResponse.JSON,
            Bytes.of(body),
            0,
            Map.of("retry-after", Long.toString(seconds))));
  }
}
