package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.exchange.Endpoint;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;

/**
 * Responds in the shape of OpenAI's chat completions, whole or streamed. The reply is a function of
 * prompt and seed. The whole reply takes as long as the streamed one: the time to the first token,
 * and a pause before each further one.
 */
final class ChatEndpoint implements Endpoint {

  @Override
  public void handle(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.options().parameters();
    Latency firstToken = parameters.latency("ttft");
    Latency pause = parameters.latency("pause");
    int tokens =
        (int) parameters.whole("tokens", 1, ChatCompletion.MAX_TOKENS, ResponseOptions.UNSTATED);
    String text = parameters.text("answer");
    exchange.readBody(
        body -> {
          ChatRequest request = ChatRequest.parse(body);
          ChatCompletion completion =
              ChatCompletion.of(request, exchange.options().seed(), tokens, text);
          int count = completion.tokens().size();
          long nanos = exchange.nanos(firstToken);
          if (request.stream()) {
            exchange.respond(
                new PreparedResponse.Streamed(
                    PreparedResponse.EVENTS, count, i -> events(completion, i), pause, nanos));
            return;
          }
          for (int i = 0; i < count - 1; i++) {
            nanos += exchange.pauseNanos(pause, i);
          }
          exchange.respond(PreparedResponse.json(completion.whole()).delayed(nanos));
        });
  }

  /** Returns what is sent with one token: before the first the role, after the last the end. */
  private static Bytes events(ChatCompletion completion, int index) {
    StringBuilder events = new StringBuilder();
    if (index == 0) {
      event(events, completion.chunk(StubJson.object().put("role", "assistant"), null));
    }
    String token = completion.tokens().get(index);
    event(events, completion.chunk(StubJson.object().put("content", token), null));
    if (index == completion.tokens().size() - 1) {
      event(events, completion.chunk(StubJson.object(), completion.finishReason()));
      events.append("data: [DONE]\n\n");
    }
    return Bytes.of(events.toString());
  }

  private static void event(StringBuilder events, ObjectNode chunk) {
    events.append("data: ").append(StubJson.bytes(chunk)).append("\n\n");
  }
}
