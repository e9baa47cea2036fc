package io.gatherbench.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters of option values. The message of their exceptions is what the option allows. */
final class OptionValues {

  private OptionValues() {}

  /** Converts the path of a folder. */
  static final class Folder implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      try {
        if (!value.isEmpty()) {
          return Path.of(value);
        }
      } catch (InvalidPathException e) {
        throw new TypeConversionException("a folder's path");
      }
      throw new TypeConversionException("a folder's path");
    }
  }

  /** Converts any whole number. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("a whole number");
      }
    }
  }

  /** Converts a whole number within limits. */
  abstract static class WholeNumber implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    WholeNumber(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    public Integer convert(String value) {
      if (value.matches("-?\\d{1,9}")) {
        int number = Integer.parseInt(value);
        if (number >= least && number <= most) {
          return number;
        }
      }
      throw new TypeConversionException("a whole number from " + least + " to " + most);
    }
  }

  /** Converts a whole number with a unit of time. */
  abstract static class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private final String units;
    private final Duration least;
    private final Duration most;
    private final String allowed;

    /**
     * Creates a converter.
     *
     * @param units those allowed, as a regular expression
     */
    Time(String units, Duration least, Duration most, String allowed) {
      this.units = units;
      this.least = least;
      this.most = most;
      this.allowed = allowed;
    }

    @Override
    public Duration convert(String value) {
      Matcher form = FORM.matcher(value);
      if (form.matches() && form.group(2).matches(units)) {
        Duration time = of(Long.parseLong(form.group(1)), form.group(2));
        if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
          return time;
        }
      }
      throw new TypeConversionException(allowed);
    }

    private static Duration of(long number, String unit) {
      return switch (unit) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }

  /** Converts a share, as a percentage or, if that is allowed, as a fraction. */
  abstract static class Share implements ITypeConverter<Double> {
    private final String form;
    private final double least;
    private final double most;
    private final String allowed;

    /**
     * Creates a converter.
     *
     * @param form what a value looks like, as a regular expression
     */
    Share(String form, double least, double most, String allowed) {
      this.form = form;
      this.least = least;
      this.most = most;
      this.allowed = allowed;
    }

    @Override
    public Double convert(String value) {
      if (value.matches(form)) {
        double number = Double.parseDouble(value.replace("%", ""));
        double share = value.endsWith("%") ? number / 100 : number;
        if (share >= least && share <= most) {
          return share;
        }
      }
      throw new TypeConversionException(allowed);
    }
  }

  /** Converts the name of a constant, in lower case. */
  abstract static class Word<E extends Enum<E>> implements ITypeConverter<E> {
    private final Map<String, E> constants = new LinkedHashMap<>();

    Word(Class<E> type) {
      for (E constant : type.getEnumConstants()) {
        constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
      }
    }

    @Override
    public E convert(String value) {
      return Optional.ofNullable(constants.get(value.toLowerCase(Locale.ROOT)))
          .orElseThrow(() -> new TypeConversionException(String.join(", ", constants.keySet())));
    }
  }
}
