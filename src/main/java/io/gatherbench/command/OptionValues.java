package io.gatherbench.command;

import io.gatherbench.plan.Shard;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Converters of option values. The message of their exceptions is what the option allows. */
final class OptionValues {

  private OptionValues() {}

  private static void require(boolean holds, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(allowed);
    }
  }

  static final class Folder implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      require(!value.isEmpty(), "a folder's path");
      return Path.of(value);
    }
  }

  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      require(value.matches("-?\\d{1,18}"), "a whole number");
      return Long.valueOf(value);
    }
  }

  abstract static class WholeNumber implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    WholeNumber(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    public Integer convert(String value) {
      int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
      require(number >= least && number <= most, "a whole number from " + least + " to " + most);
      return number;
    }
  }

  /** Converts a whole number with a unit of time. */
  abstract static class Time implements ITypeConverter<Duration> {
    private final String units;
    private final long leastMillis;
    private final long mostMillis;
    private final String allowed;

    /** Creates a converter; {@code units} is a regular expression of ms, s, m and h. */
    Time(String units, long leastMillis, long mostMillis, String allowed) {
      this.units = units;
      this.leastMillis = leastMillis;
      this.mostMillis = mostMillis;
      this.allowed = allowed;
    }

    @Override
    public Duration convert(String value) {
      require(value.matches("\\d{1,6}(" + units + ")"), allowed);
      Duration time =
          value.endsWith("ms")
              ? Duration.ofMillis(Long.parseLong(value.replace("ms", "")))
              : Duration.parse("PT" + value);
      require(time.toMillis() >= leastMillis && time.toMillis() <= mostMillis, allowed);
      return time;
    }
  }

  /** Converts a share, as a percentage or, if that is allowed, as a fraction. */
  abstract static class Share implements ITypeConverter<Double> {
    private final String form;
    private final double least;
    private final double most;
    private final String allowed;

    /** Creates a converter; {@code form} is a regular expression of the values. */
    Share(String form, double least, double most, String allowed) {
      this.form = form;
      this.least = least;
      this.most = most;
      this.allowed = allowed;
    }

    @Override
    public Double convert(String value) {
      require(value.matches(form), allowed);
      double number = Double.parseDouble(value.replace("%", ""));
      double share = value.endsWith("%") ? number / 100 : number;
      require(share >= least && share <= most, allowed);
      return share;
    }
  }

  /** Converts a number of rounds or of processors. */
  static final class Count extends WholeNumber {
    Count() {
      super(1, 10_000);
    }
  }

  static final class Heap implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      require(value.matches("[1-9]\\d{0,5}[mg]"), "a whole number with m or g, such as 256m");
      return value;
    }
  }

  static final class Part implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String value) throws UnusableInputException {
      return Shard.parse(value, System.getenv());
    }
  }
}
