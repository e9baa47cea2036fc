package io.gatherbench.stub.delay;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written form of a {@link Latency}. */
final class LatencyForm {

  private static final Pattern TIME = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{1,9})?");
  private static final double MAX_SIGMA = 10;
  private static final double MIN_SHAPE = 0.1;
  private static final double MAX_SHAPE = 100;

  private LatencyForm() {}

  static Latency parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Latency.Fixed(text, time(text));
    }
    String[] numbers = text.substring(colon + 1).split(",", -1);
    return switch (text.substring(0, colon)) {
      case "uniform" -> uniform(text, numbers);
      case "lognormal" ->
          new Latency.LogNormal(text, time(first(numbers, 2)), number(numbers[1], 0, MAX_SIGMA));
      case "exponential" -> new Latency.Exponential(text, time(first(numbers, 1)));
      case "pareto" ->
          new Latency.Pareto(
              text, time(first(numbers, 2)), number(numbers[1], MIN_SHAPE, MAX_SHAPE));
      default -> throw notAllowed();
    };
  }

  private static Latency uniform(String text, String[] numbers) {
    long least = time(first(numbers, 2));
    long most = time(numbers[1]);
    if (most < least) {
      throw notAllowed();
    }
    return new Latency.Uniform(text, least, most);
  }

  private static String first(String[] numbers, int expected) {
    if (numbers.length != expected) {
      throw notAllowed();
    }
    return numbers[0];
  }

  private static long time(String text) {
    Matcher form = TIME.matcher(text);
    if (!form.matches()) {
      throw notAllowed();
    }
    BigDecimal nanos = new BigDecimal(form.group(1)).multiply(unitNanos(form.group(2)));
    if (nanos.compareTo(BigDecimal.valueOf(Latency.MAX_NANOS)) > 0) {
      throw notAllowed();
    }
    return nanos.longValue();
  }

  private static double number(String text, double least, double most) {
    if (!NUMBER.matcher(text).matches()) {
      throw notAllowed();
    }
    double number = Double.parseDouble(text);
    if (number < least || number > most) {
      throw notAllowed();
    }
    return number;
  }

  private static BigDecimal unitNanos(String unit) {
    return switch (unit) {
      case "ns" -> BigDecimal.ONE;
      case "us" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      default -> BigDecimal.valueOf(1_000_000_000);
    };
  }

  private static IllegalArgumentException notAllowed() {
    return new IllegalArgumentException(Latency.ALLOWED);
  }
}
