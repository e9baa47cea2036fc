package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.PacedBody;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.netty.util.AsciiString;
import io.vertx.core.json.JsonObject;

/**
 * {@code /v1/chat/completions}: answers in the shape of OpenAI's service, whole or streamed. The
 * answer is a function of the prompt and the seed. The whole answer takes as long as the streamed
 * one: the time to the first token, and a pause before each further one.
 */
final class ChatEndpoint implements Endpoint {

  private static final Latency AT_ONCE = new Latency.Fixed("0ms", 0);
  private static final AsciiString EVENTS = AsciiString.cached("text/event-stream");

  @Override
  public void handle(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.ask().parameters();
    Latency firstToken = parameters.latency("ttft", AT_ONCE);
    Latency pause = parameters.latency("pause", AT_ONCE);
    long tokens =
        parameters.whole("tokens", 1, ChatCompletion.MAX_TOKENS, ResponseOptions.UNSTATED);
    String text = parameters.text("answer");
    exchange.readBody(
        body -> {
          ChatRequest request = ChatRequest.parse(body);
          ChatCompletion completion =
              ChatCompletion.of(request, exchange.ask().seed(), (int) tokens, text);
          if (request.stream()) {
            stream(exchange, completion, firstToken, pause);
          } else {
            whole(exchange, completion, firstToken, pause);
          }
        });
  }

  private static void stream(
      Exchange exchange, ChatCompletion completion, Latency firstToken, Latency pause) {
    long hold = hold(exchange, firstToken);
    exchange.answer(
        new PreparedResponse.Streamed(
            EVENTS, completion.tokens().size(), i -> events(completion, i), pause, hold));
  }

  private static void whole(
      Exchange exchange, ChatCompletion completion, Latency firstToken, Latency pause) {
    long hold = hold(exchange, firstToken);
    for (int i = 1; i < completion.tokens().size(); i++) {
      hold += pause.nanos(exchange.ask().seed(), PacedBody.pauseNumber(exchange, pause, i - 1));
    }
    Bytes body = Bytes.of(completion.whole());
    exchange.answer(
        new PreparedResponse.Whole(200, PreparedResponse.JSON, body, hold, java.util.Map.of()));
  }

  private static long hold(Exchange exchange, Latency firstToken) {
    return firstToken instanceof Latency.Fixed fixed
        ? fixed.nanos()
        : firstToken.nanos(exchange.ask().seed(), exchange.number());
  }

  /** What is sent with one token: before the first the role, after the last the end. */
  private static Bytes events(ChatCompletion completion, int index) {
    StringBuilder events = new StringBuilder();
    if (index == 0) {
      event(events, completion.chunk(new JsonObject().put("role", "assistant"), null));
    }
    String token = completion.tokens().get(index);
    event(events, completion.chunk(new JsonObject().put("content", token), null));
    if (index == completion.tokens().size() - 1) {
      event(events, completion.chunk(new JsonObject(), completion.finishReason()));
      events.append("data: [DONE]\n\n");
    }
    return Bytes.of(events.toString());
  }

  private static void event(StringBuilder events, JsonObject chunk) {
    events.append("data: ").append(chunk.encode()).append("\n\n");
  }
}
