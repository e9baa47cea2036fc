package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.StubJson;

/** Responds to as many requests as a rate allows, and with 429 to those beyond it. */
final class LimitedEndpoint implements Endpoint {

  private static final long MAX_RATE = 1_000_000;

  private final RateLimits limits;

  LimitedEndpoint(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void handle(Exchange exchange) throws BadRequestException {
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
