package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;
import java.util.ArrayList;
import java.util.List;

/**
 * An invented reply to a chat. Immutable.
 *
 * @param id a function of the prompt
 * @param model as the client asked
 * @param promptTokens words of the prompt
 * @param tokens the tokens of the reply; joined they are its text
 * @param finishReason why it ends there
 */
record ChatCompletion(
    String id, String model, int promptTokens, List<String> tokens, String finishReason) {

  /** The most tokens of a reply. */
  static final int MAX_TOKENS = 10_000;

  private static final int DEFAULT_TOKENS = 16;

  /** A fixed date, so that the reply depends on the prompt alone. */
  private static final long CREATED = 1_767_225_600;

  private static final String[] WORDS = {
    "the", "quiet", "loop", "waits", "for", "a", "late", "answer", "and", "counts", "each", "small",
    "pause", "while", "many", "calls", "gather", "in", "order", "of", "arrival", "no", "thread",
    "sleeps"
  };

  /**
   * Invents the reply to a request.
   *
   * @param tokens how many tokens it has, or {@link ResponseOptions#UNSTATED}
   * @param text what it says, or null; repeated if that is fewer than {@code tokens}
   */
  static ChatCompletion of(ChatRequest request, long seed, int tokens, String text) {
    long hash = hash(request.prompt());
    List<String> given = text == null ? List.of() : split(text);
    int wanted = given.isEmpty() ? DEFAULT_TOKENS : given.size();
    if (tokens != ResponseOptions.UNSTATED) {
      wanted = tokens;
    }
    boolean cut = request.maxTokens() != ResponseOptions.UNSTATED && request.maxTokens() < wanted;
    int count = cut ? request.maxTokens() : wanted;
    List<String> reply = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      reply.add(given.isEmpty() ? word(hash, seed, i) : given.get(i % given.size()));
    }
    String id = "chatcmpl-" + Long.toHexString(SeededRandom.bits(seed, hash, 0));
    return new ChatCompletion(
        id, request.model(), request.promptTokens(), List.copyOf(reply), cut ? "length" : "stop");
  }

  /** Returns the reply in one piece. */
  ObjectNode whole() {
    ObjectNode message =
        StubJson.object().put("role", "assistant").put("content", String.join("", tokens));
    ObjectNode whole = json("chat.completion", "message", message, finishReason);
    whole
        .putObject("usage")
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", tokens.size())
        .put("total_tokens", promptTokens + tokens.size());
    return whole;
  }

  /**
   * Returns one piece of a streamed reply.
   *
   * @param delta what it adds
   * @param reason why the reply ends with it, or null
   */
  ObjectNode chunk(ObjectNode delta, String reason) {
    return json("chat.completion.chunk", "delta", delta, reason);
  }

  private ObjectNode json(String type, String name, ObjectNode content, String reason) {
    ObjectNode json =
        StubJson.object()
            .put("id", id)
            .put("object", type)
            .put("created", CREATED)
            .put("model", model);
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    choice.set(name, content);
    choice.put("finish_reason", reason);
    return json;
  }

  private static String word(long hash, long seed, int index) {
    String word =
        WORDS[(int) Long.remainderUnsigned(SeededRandom.bits(seed + hash, index, 1), WORDS.length)];
    return index == 0 ? word : " " + word;
  }

  /** Splits a text into words with the space before them, as tokens usually are. */
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
