package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;

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
    JsonNode model = orElse(json.get("model"), TextNode.valueOf("stub"));
    check(model.isTextual(), "model", model, "a text");
    JsonNode stream = orElse(json.get("stream"), BooleanNode.FALSE);
    check(stream.isBoolean(), "stream", stream, "true or false");
    JsonNode messages = json.get("messages");
    String messagesAllowed = "a JSON array of one or more objects with role and content";
    check(
        messages != null && messages.isArray() && !messages.isEmpty(),
        "messages",
        messages,
        messagesAllowed);
    int words = 0;
    for (JsonNode message : messages) {
      check(message.isObject(), "messages", messages, messagesAllowed);
      words += words(message);
    }
    return new ChatRequest(
        model.textValue(), messages.toString(), words, stream.booleanValue(), maxTokens(json));
  }

  private static int words(JsonNode message) throws BadRequestException {
    JsonNode role = message.get("role");
    check(role != null && role.isTextual(), "messages", message, "objects with a role");
    String content = text(orElse(message.get("content"), TextNode.valueOf(""))).strip();
    return content.isEmpty() ? 0 : content.split("\\s+").length;
  }

  private static int maxTokens(ObjectNode json) throws BadRequestException {
    String name = json.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      return ResponseOptions.UNSTATED;
    }
    check(value.isInt() && value.intValue() > 0, name, value, "a whole number, 1 or more");
    return value.intValue();
  }

  private static JsonNode orElse(JsonNode value, JsonNode otherwise) {
    return value == null ? otherwise : value;
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
