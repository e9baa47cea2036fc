package io.gatherbench.results.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Numbers as JMH writes them: those that are not finite as text. */
final class JmhNumber {

  private JmhNumber() {}

  /** Returns the number; NaN for null, which some tools write for it. */
  static double of(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    if (value.isNull()) {
      return Double.NaN;
    }
    return switch (value.asText().toUpperCase(Locale.ROOT)) {
      case "NAN" -> Double.NaN;
      case "INF", "+INF", "INFINITY", "+INFINITY" -> Double.POSITIVE_INFINITY;
      case "-INF", "-INFINITY" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new IllegalArgumentException(
              value.isMissingNode() ? "a number is missing" : value + " is no number");
    };
  }
}
