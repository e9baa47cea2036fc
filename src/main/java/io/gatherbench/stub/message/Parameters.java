package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The query parameters of a request, read with their types and ranges. Immutable. */
public final class Parameters {

  // No range that is asked for has negative numbers.
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Parses what follows the question mark. */
  public static Parameters parse(String query) throws BadRequestException {
    try {
      return new Parameters(new QueryStringDecoder(query, false).parameters());
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("query", query, "name=value&… with bytes encoded as %41");
    }
  }

  /** Returns all values by name, in the order of the query. */
  public Map<String, List<String>> all() {
    return values;
  }

  /** Returns the first value of that name, or null if there is none. */
  public String text(String name) {
    List<String> found = values.get(name);
    return found == null ? null : found.get(0);
  }

  /** Returns a whole number, or the default if there is none of that name. */
  public long whole(String name, long least, long most, long otherwise) throws BadRequestException {
    String text = text(name);
    return text == null ? otherwise : whole(name, text, least, most);
  }

  public static long whole(String name, String text, long least, long most)
      throws BadRequestException {
    long number = WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      throw new BadRequestException(name, text, "a whole number from " + least + " to " + most);
    }
    return number;
  }

  /** Parses a number that may have a fraction. */
  public static double decimal(String name, String text, double least, long most)
      throws BadRequestException {
    double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : -1;
    if (number < least || number > most) {
      String from = String.valueOf(least).replaceFirst("\\.0$", "");
      throw new BadRequestException(name, text, "a number from " + from + " to " + most);
    }
    return number;
  }

  /** Returns a latency, or {@link Latency#NONE} if there is none of that name. */
  public Latency latency(String name) throws BadRequestException {
    return parsed(name, Latency::parse, Latency.NONE, Latency.ALLOWED);
  }

  /** Returns the parsed value, or the default; {@code allowed} is for the error message. */
  <T> T parsed(String name, Function<String, T> parser, T otherwise, String allowed)
      throws BadRequestException {
    String text = text(name);
    try {
      return text == null ? otherwise : parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(name, text, allowed);
    }
  }
}
