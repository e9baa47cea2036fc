package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a chat client sends, as far as the stub looks at it. Immutable.
 *
 * @param model the model's name, handed back
 * @param prompt the messages, as JSON
 * @param promptTokens how many words they have
 * @param stream whether the answer is to come token by token
 * @param maxTokens the most tokens that the client wants, or {@link ResponseOptions#UNSTATED}
 */
record ChatRequest(String model, String prompt, int promptTokens, boolean stream, int maxTokens) {

  static ChatRequest parse(Bytes body) throws BadRequestException {
    JsonObject json;
    try {
      json = new JsonObject(body.toBuffer());
    } catch (DecodeException e) {
      throw new BadRequestException("body", body.toString(), "a JSON object with messages");
    }
    Object model = json.getValue("model", "stub");
    if (!(model instanceof String)) {
      throw new BadRequestException("model", model + "", "a text");
    }
    Object stream = json.getValue("stream", false);
    if (!(stream instanceof Boolean)) {
      throw new BadRequestException("stream", stream + "", "true or false");
    }
    JsonArray messages = messages(json.getValue("messages"));
    int words = 0;
    for (Object message : messages) {
      words += words((JsonObject) message);
    }
    return new ChatRequest(
        (String) model, messages.encode(), words, (Boolean) stream, maxTokens(json));
  }

  private static JsonArray messages(Object value) throws BadRequestException {
    if (value instanceof JsonArray messages
        && !messages.isEmpty()
        && messages.stream().allMatch(JsonObject.class::isInstance)) {
      return messages;
    }
    throw new BadRequestException(
        "messages", value + "", "a JSON array of one or more objects with role and content");
  }

  private static int words(JsonObject message) throws BadRequestException {
    if (!(message.getValue("role") instanceof String)) {
      throw new BadRequestException("messages", message.encode(), "objects with a role");
    }
    String content = String.valueOf(message.getValue("content", "")).strip();
    return content.isEmpty() ? 0 : content.split("\\s+").length;
  }

  private static int maxTokens(JsonObject json) throws BadRequestException {
    String name =
        json.containsKey("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    Object value = json.getValue(name);
    if (value == null) {
      return ResponseOptions.UNSTATED;
    }
    if (value instanceof Integer count && count > 0) {
      return count;
    }
    throw new BadRequestException(name, value + "", "a whole number, 1 or more");
  }
}
