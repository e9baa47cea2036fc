package io.gatherbench;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A source of random values for one case of a property test, made from one seed.
 *
 * <p>The cases are the arguments of a {@code @ParameterizedTest}, whose display name then shows the
 * seed; {@code mvn test -Dtest=SomeTest -Dseed=42} runs that case alone.
 */
public final class Generator {

  private static final long SEEDS = 20261121;

  private final long seed;
  private final Random random;

  /** Creates the generator of one seed: the same seed gives the same values. */
  public Generator(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * Returns {@code count} generators, the same in each run, so that no build fails by what another
   * did not look at; one of a given seed, or with {@code -Dseed=random} others in each run.
   */
  public static Stream<Generator> cases(int count) {
    String given = System.getProperty("seed");
    LongStream seeds =
        given == null
            ? new Random(SEEDS).longs(count)
            : given.equals("random")
                ? new Random().longs(count)
                : LongStream.of(Long.parseLong(given));
    return seeds.mapToObj(Generator::new);
  }

  /** Returns a number from {@code min} to {@code max}, both included. */
  public int intBetween(int min, int max) {
    return (int) longBetween(min, max);
  }

  /** Returns a number from {@code min} to {@code max}, both included; the range fits a long. */
  public long longBetween(long min, long max) {
    return min + Math.floorMod(random.nextLong(), max - min + 1);
  }

  /** Returns a number from {@code min}, included, to {@code max}, excluded. */
  public double doubleBetween(double min, double max) {
    return min + random.nextDouble() * (max - min);
  }

  /** Returns true or false, as often. */
  public boolean bool() {
    return random.nextBoolean();
  }

  /** Returns one of the values. */
  @SafeVarargs
  public final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Returns a string of at most {@code maxLength} characters of the alphabet. */
  public String string(String alphabet, int maxLength) {
    StringBuilder text = new StringBuilder();
    int length = intBetween(0, maxLength);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Returns a list of {@code minSize} to {@code maxSize} values of the function. */
  public <T> List<T> list(int minSize, int maxSize, Function<Generator, T> value) {
    int size = intBetween(minSize, maxSize);
    return IntStream.range(0, size).mapToObj(i -> value.apply(this)).toList();
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
