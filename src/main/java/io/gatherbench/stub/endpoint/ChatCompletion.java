package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.message.ResponseOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An invented answer to a chat. Immutable.
 *
 * @param id names it, a function of the prompt
 * @param model as the client asked
 * @param promptTokens words of the prompt
 * @param tokens the answer's tokens; joined they are its text
 * @param finishReason why it ends there
 */
record ChatCompletion(
    String id, String model, int promptTokens, List<String> tokens, String finishReason) {

  /** The most tokens of an answer. */
  static final int MAX_TOKENS = 10_000;

  private static final int DEFAULT_TOKENS = 16;

  /** A fixed date, because the answer shall depend on the prompt alone. */
  private static final long CREATED = 1_767_225_600;

  private static final String[] WORDS = {
    "the", "quiet", "loop", "waits", "for", "a", "late", "answer", "and", "counts", "each", "small",
    "pause", "while", "many", "calls", "gather", "in", "order", "of", "arrival", "no", "thread",
    "sleeps"
  };

  /**
   * @param tokens how many tokens it shall have, or {@link ResponseOptions#UNSTATED}
   * @param text what it shall say, or null; repeated if that is fewer than {@code tokens}
   */
  static ChatCompletion of(ChatRequest request, long seed, int tokens, String text) {
    long hash = hash(request.prompt());
    List<String> said = text == null ? List.of() : split(text);
    int wanted =
        tokens != ResponseOptions.UNSTATED ? tokens : said.isEmpty() ? DEFAULT_TOKENS : said.size();
    boolean cut = request.maxTokens() != ResponseOptions.UNSTATED && request.maxTokens() < wanted;
    int count = cut ? request.maxTokens() : wanted;
    List<String> answer = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      answer.add(said.isEmpty() ? word(hash, seed, i) : said.get(i % said.size()));
    }
    String id = "chatcmpl-" + Long.toHexString(SeededRandom.bits(seed, hash, 0));
    return new ChatCompletion(
        id, request.model(), request.promptTokens(), List.copyOf(answer), cut ? "length" : "stop");
  }

  /** The answer in one piece. */
  JsonObject whole() {
    JsonObject message =
        new JsonObject().put("role", "assistant").put("content", String.join("", tokens));
    JsonObject usage =
        new JsonObject()
            .put("prompt_tokens", promptTokens)
            .put("completion_tokens", tokens.size())
            .put("total_tokens", promptTokens + tokens.size());
    return head("chat.completion")
        .put("choices", choice("message", message, finishReason))
        .put("usage", usage);
  }

  /**
   * One piece of a streamed answer.
   *
   * @param delta what it adds
   * @param reason why the answer ends with it, or null
   */
  JsonObject chunk(JsonObject delta, String reason) {
    return head("chat.completion.chunk").put("choices", choice("delta", delta, reason));
  }

  private JsonObject head(String object) {
    return new JsonObject()
        .put("id", id)
        .put("object", object)
        .put("created", CREATED)
        .put("model", model);
  }

  private static JsonArray choice(String name, JsonObject content, String reason) {
    return new JsonArray()
        .add(new JsonObject().put("index", 0).put(name, content).put("finish_reason", reason));
  }

  private static String word(long hash, long seed, int index) {
    String word =
        WORDS[(int) Long.remainderUnsigned(SeededRandom.bits(seed + hash, index, 1), WORDS.length)];
    return index == 0 ? word : " " + word;
  }

  /** Words with the space before them, as tokens usually are. */
  private static List<String> split(String text) {
    List<String> tokens = new ArrayList<>(List.of(text.split("(?=\\s)")));
    tokens.removeIf(String::isEmpty);
    return tokens;
  }

  /** FNV-1a with 64 bits; {@code String.hashCode} has too few to tell prompts apart. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
