package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.StubJson;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;

/** Responds with what the client sent, in httpbin's shape. */
final class EchoEndpoints {

  private static final long MAX_DELAY_SECONDS = 60;

  void get(Exchange exchange) {
    exchange.respond(PreparedResponse.json(head(exchange)));
  }

  void anything(Exchange exchange) {
    echo(exchange, 0);
  }

  void delay(Exchange exchange) throws BadRequestException {
    double seconds = Parameters.decimal("seconds", exchange.variable(), 0, MAX_DELAY_SECONDS);
    echo(exchange, Math.round(seconds * 1e9));
  }

  private static void echo(Exchange exchange, long delayNanos) {
    exchange.readBody(
        body ->
            exchange.respond(
                PreparedResponse.json(everything(exchange, body)).delayed(delayNanos)));
  }

  private static ObjectNode head(Exchange exchange) {
    IncomingRequest request = exchange.request();
    ObjectNode echo = StubJson.object();
    echo.set("args", arguments(exchange.options().parameters().all()));
    request.headers().forEach(echo.putObject("headers")::put);
    return echo.put("origin", request.origin()).put("url", request.url());
  }

  private static ObjectNode everything(Exchange exchange, Bytes body) throws BadRequestException {
    ObjectNode echo = head(exchange).put("method", exchange.request().method().name());
    CharSequence type = exchange.request().header(HttpHeaderNames.CONTENT_TYPE);
    boolean form = type != null && type.toString().startsWith("application/x-www-form-urlencoded");
    String text = body.toString();
    echo.put("data", form ? "" : text);
    echo.set("form", arguments(form ? Parameters.parse(text).all() : Map.of()));
    echo.set("json", form ? null : StubJson.parse(body));
    return echo;
  }

  private static ObjectNode arguments(Map<String, List<String>> parameters) {
    ObjectNode arguments = StubJson.object();
    parameters.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            arguments.put(name, values.get(0));
          } else {
            values.forEach(arguments.putArray(name)::add);
          }
        });
    return arguments;
  }
}
