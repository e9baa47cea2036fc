package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;
import java.util.StringTokenizer;

/**
 * The fields of a chat client's request that the stub uses. Immutable.
 *
 * @param model the model's name, returned in the response
 * @param prompt the messages, as JSON
 * @param promptTokens how many words they have
 * @param stream true if the response is streamed token by token
 * @param maxTokens the client's limit of tokens, or {@link ResponseOptions#UNSTATED}
 */
record ChatRequest(String model, String prompt, int promptTokens, boolean stream, int maxTokens) {

  static ChatRequest parse(Bytes body) throws BadRequestException {
    ObjectNode json = StubJson.parseObject(body, "a JSON object with messages");
    JsonNode model = json.path("model");
    check(model.isTextual() || model.isMissingNode(), "model", model, "a text");
    JsonNode stream = json.path("stream");
    check(stream.isBoolean() || stream.isMissingNode(), "stream", stream, "true or false");
    JsonNode messages = json.get("messages");
    String allowed = "a JSON array of one or more objects with role and content";
    check(messages instanceof ArrayNode list && !list.isEmpty(), "messages", messages, allowed);
    int words = 0;
    for (JsonNode message : messages) {
      check(message.isObject(), "messages", messages, allowed);
      check(message.path("role").isTextual(), "messages", message, "objects with a role");
      words += new StringTokenizer(text(message.path("content"))).countTokens();
    }
    return new ChatRequest(
        model.asText("stub"), messages.toString(), words, stream.booleanValue(), maxTokens(json));
  }

  private static int maxTokens(ObjectNode json) throws BadRequestException {
    String name = json.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return ResponseOptions.UNSTATED;
    }
    check(value.isInt() && value.intValue() > 0, name, value, "a whole number, 1 or more");
    return value.intValue();
  }

  private static String text(JsonNode value) {
    return value != null && value.isTextual() ? value.textValue() : String.valueOf(value);
  }

  private static void check(boolean holds, String name, JsonNode value, String allowed)
      throws BadRequestException {
    if (!holds) {
      throw new BadRequestException(name, text(value), allowed);
    }
  }
}
