package io.gatherbench.stub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.StubJson;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/** An invented reply to a chat, in the shape of OpenAI's: a function of prompt and seed. */
record ChatCompletion(
    String id, String model, int promptTokens, List<String> tokens, String finishReason) {

  private static final int MAX_TOKENS = 10_000;
  private static final int DEFAULT_TOKENS = 16;
  private static final int REFERENCE_BYTES = 8;

  /** A fixed date, so that the reply depends on the prompt alone. */
  private static final long CREATED = 1_767_225_600;

  private static final String[] WORDS =
      ("the quiet loop waits for a late answer and counts each small pause while many calls gather"
              + " in order of arrival no thread sleeps")
          .split(" ");

  private static final String[] SPACED_WORDS =
      Arrays.stream(WORDS).map(word -> " " + word).toArray(String[]::new);

  /** Responds to a chat; the whole reply takes as long as the streamed one with its pauses. */
  static void respond(Exchange exchange) throws BadRequestException {
    Parameters parameters = exchange.options().parameters();
    Latency firstToken = parameters.latency("ttft");
    Latency pause = parameters.latency("pause");
    int tokens = (int) parameters.whole("tokens", 1, MAX_TOKENS, ResponseOptions.UNSTATED);
    exchange.readBody(
        body -> {
          ChatRequest request = ChatRequest.parse(body);
          ChatCompletion reply =
              of(request, exchange.options().seed(), tokens, parameters.text("answer"));
          int count = reply.tokens.size();
          long nanos = exchange.nanos(firstToken);
          if (request.stream()) {
            exchange.respond(
                PreparedResponse.items(
                    PreparedResponse.EVENTS, count, reply::events, pause, nanos, reply.size()));
            return;
          }
          for (int i = 0; i < count - 1; i++) {
            nanos += exchange.pauseNanos(pause, i);
          }
          exchange.respond(PreparedResponse.json(reply.whole()).delayed(nanos));
        });
  }

  /** Invents a reply: this text, repeated if shorter than {@code tokens}, or any if it is null. */
  static ChatCompletion of(ChatRequest request, long seed, int tokens, String text) {
    long hash = hash(request.prompt());
    List<String> given = text == null ? List.of() : split(text);
    int stated = given.isEmpty() ? DEFAULT_TOKENS : given.size();
    int wanted = tokens == ResponseOptions.UNSTATED ? stated : tokens;
    boolean cut = request.maxTokens() != ResponseOptions.UNSTATED && request.maxTokens() < wanted;
    List<String> reply =
        IntStream.range(0, cut ? request.maxTokens() : wanted)
            .mapToObj(i -> given.isEmpty() ? word(hash, seed, i) : given.get(i % given.size()))
            .toList();
    String id = "chatcmpl-" + Long.toHexString(SeededRandom.bits(seed, hash, 0));
    return new ChatCompletion(
        id, request.model(), request.promptTokens(), reply, cut ? "length" : "stop");
  }

  /**
   * Returns the number of bytes that this keeps, about: its model, and references to its tokens.
   */
  private int size() {
    return Character.BYTES * model.length() + REFERENCE_BYTES * tokens.size();
  }

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

  /** Returns what is sent with one token: before the first the role, after the last the end. */
  private Bytes events(int index) {
    StringBuilder events = new StringBuilder();
    if (index == 0) {
      events.append(event(StubJson.object().put("role", "assistant"), null));
    }
    events.append(event(StubJson.object().put("content", tokens.get(index)), null));
    if (index == tokens.size() - 1) {
      events.append(event(StubJson.object(), finishReason)).append("data: [DONE]\n\n");
    }
    return Bytes.of(events.toString());
  }

  private String event(ObjectNode delta, String reason) {
    ObjectNode chunk = json("chat.completion.chunk", "delta", delta, reason);
    return "data: " + StubJson.bytes(chunk) + "\n\n";
  }

  private ObjectNode json(String type, String name, ObjectNode content, String reason) {
    ObjectNode json = StubJson.object().put("id", id).put("object", type);
    json.put("created", CREATED).put("model", model);
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    choice.set(name, content);
    choice.put("finish_reason", reason);
    return json;
  }

  private static String word(long hash, long seed, int index) {
    long bits = SeededRandom.bits(seed + hash, index, 1);
    int word = (int) Long.remainderUnsigned(bits, WORDS.length);
    return index == 0 ? WORDS[word] : SPACED_WORDS[word];
  }

  /** Splits a text into words with the space before them, as tokens usually are. */
  private static List<String> split(String text) {
    return Arrays.stream(text.split("(?=\\s)")).filter(token -> !token.isEmpty()).toList();
  }

  /** FNV-1a with 64 bits; {@code String.hashCode} has too few to tell prompts apart. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The fields of a chat client's request that the stub uses; prompt tokens are words. */
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
}
