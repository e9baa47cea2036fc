package io.gatherbench.benchmark;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What is said in answers of OpenAI's shape. */
final class ChatText {

  private static final String EVENT = "data: ";
  private static final String DONE = "data: [DONE]";

  private ChatText() {}

  /** The text of an answer that came in one piece. */
  static String ofWhole(byte[] body) {
    return choice(new JsonObject(Buffer.buffer(body)))
        .getJsonObject("message")
        .getString("content");
  }

  /** The token that a line of a streamed answer brings; empty if it brings none. */
  static String ofEvent(String line) {
    if (!line.startsWith(EVENT) || line.equals(DONE)) {
      return "";
    }
    return choice(new JsonObject(line.substring(EVENT.length())))
        .getJsonObject("delta")
        .getString("content", "");
  }

  private static JsonObject choice(JsonObject answer) {
    return answer.getJsonArray("choices").getJsonObject(0);
  }
}
