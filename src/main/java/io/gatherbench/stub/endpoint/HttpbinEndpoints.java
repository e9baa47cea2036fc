package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.RateLimits;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Responds as httpbin does, with what the client sent or asks for; and up to a given rate. */
final class HttpbinEndpoints {

  private static final int STARTS = 1 << 16;
  private static final long MAX_RATE = 1_000_000;

  private final RateLimits limits;

  private Bytes random;

  HttpbinEndpoints(RateLimits limits) {
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

  void limited(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.options().parameters();
    String stated = Objects.requireNonNullElse(parameters.text("rate"), "100");
    double rate = Parameters.decimal("rate", stated, 0.001, MAX_RATE);
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

  void get(Exchange exchange) throws BadRequestException {
    exchange.respond(PreparedResponse.json(head(exchange)));
  }

  void anything(Exchange exchange) {
    echo(exchange, 0);
  }

  void delay(Exchange exchange) throws BadRequestException {
    double seconds = Parameters.decimal("seconds", exchange.variable(), 0, 60);
    echo(exchange, Math.round(seconds * 1e9));
  }

  private static void echo(Exchange exchange, long delayNanos) {
    exchange.readBody(
        body -> {
          ObjectNode echo = everything(exchange, body);
          exchange.respond(PreparedResponse.json(echo).delayed(delayNanos));
        });
  }

  private static ObjectNode head(Exchange exchange) {
    IncomingRequest request = exchange.request();
    ObjectNode echo = StubJson.object();
    echo.putPOJO("args", arguments(exchange.options().parameters().all()));
    echo.putPOJO("headers", request.headers());
    return echo.put("origin", request.origin()).put("url", request.url());
  }

  private static ObjectNode everything(Exchange exchange, Bytes body) throws BadRequestException {
    ObjectNode echo = head(exchange).put("method", exchange.request().method().name());
    CharSequence type = exchange.request().header(HttpHeaderNames.CONTENT_TYPE);
    boolean form = type != null && type.toString().startsWith("application/x-www-form-urlencoded");
    String text = body.toString();
    echo.put("data", form ? "" : text);
    echo.putPOJO("form", arguments(form ? Parameters.parse(text).all() : Map.of()));
    echo.set("json", form ? null : StubJson.parse(body));
    return echo;
  }

  private static Map<String, Object> arguments(Map<String, List<String>> parameters) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> arguments.put(name, values.size() == 1 ? values.get(0) : values));
    return arguments;
  }
}
