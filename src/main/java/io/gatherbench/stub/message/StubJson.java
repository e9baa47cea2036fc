package io.gatherbench.stub.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and writes the stub's JSON. Thread-safe. */
public final class StubJson {

  /** Deepest nesting that is read: half of what can be written, so that it fits into an echo. */
  private static final int MAX_DEPTH = 500;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StubJson() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns the JSON text of a tree, a record or a collection. */
  public static Bytes bytes(Object value) {
    try {
      return Bytes.of(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + value, e);
    }
  }

  /** Parses a text; returns null if it is not JSON, or nested too deep. */
  public static JsonNode parse(Bytes text) {
    try {
      JsonNode parsed = MAPPER.readTree(text.toString());
      return parsed.isMissingNode() ? null : parsed;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Parses a request's body; throws with what is allowed if it is not a JSON object. */
  public static ObjectNode parseObject(Bytes body, String allowed) throws BadRequestException {
    if (parse(body) instanceof ObjectNode object) {
      return object;
    }
    throw new BadRequestException("body", body.toString(), allowed);
  }

  /** Parses a text into a record; throws if a component is missing. */
  public static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(text, type);
  }
}
