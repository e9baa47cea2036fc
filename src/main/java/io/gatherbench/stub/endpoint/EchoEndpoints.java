package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Answers that tell the client what it sent, in httpbin's shape. */
final class EchoEndpoints {

  private static final long LONGEST_DELAY_SECONDS = 60;

  /** {@code /get}: the query, the headers and the address. */
  void get(Exchange exchange) {
    exchange.answer(PreparedResponse.json(200, head(exchange)));
  }

  /** {@code /anything}: all of it, body and method too. */
  void anything(Exchange exchange) {
    exchange.readBody(
        body -> exchange.answer(PreparedResponse.json(200, everything(exchange, body))));
  }

  /** {@code /delay/{seconds}}: as {@code /anything}, that much later. */
  void delay(Exchange exchange) throws BadRequestException {
    double seconds = Parameters.decimal("seconds", exchange.variable(), 0, LONGEST_DELAY_SECONDS);
    long nanos = Math.round(seconds * 1e9);
    exchange.readBody(
        body ->
            exchange.answer(
                new PreparedResponse.Whole(
                    200,
                    PreparedResponse.JSON,
                    Bytes.of(everything(exchange, body)),
                    nanos,
                    Map.of())));
  }

  private static JsonObject head(Exchange exchange) {
    IncomingRequest request = exchange.request();
    JsonObject headers = new JsonObject();
    request.headers().forEach(headers::put);
    return new JsonObject()
        .put("args", arguments(exchange.ask().parameters().all()))
        .put("headers", headers)
        .put("origin", request.origin())
        .put("url", request.url());
  }

  private static JsonObject everything(Exchange exchange, Bytes body) throws BadRequestException {
    JsonObject echo = head(exchange).put("method", exchange.request().method().name());
    CharSequence type = exchange.request().header(HttpHeaderNames.CONTENT_TYPE);
    boolean form = type != null && type.toString().startsWith("application/x-www-form-urlencoded");
    String text = body.toString();
    return echo.put("data", form ? "" : text)
        .put("form", arguments(form ? Parameters.parse(text).all() : Map.of()))
        .put("json", form ? null : json(body));
  }

  private static Object json(Bytes body) {
    try {
      return body.length() == 0 ? null : Json.decodeValue(body.toBuffer());
    } catch (DecodeException e) {
      return null;
    }
  }

  private static JsonObject arguments(Map<String, List<String>> parameters) {
    JsonObject arguments = new JsonObject();
    parameters.forEach(
        (name, values) ->
            arguments.put(name, values.size() == 1 ? values.get(0) : new JsonArray(values)));
    return arguments;
  }
}
