package io.gatherbench.run.jdk;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.Variant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Differences between variants that may decide their comparison instead of the JDK. */
public final class VariantDifferences {

  /** Share by which sizes may differ: collectors round the heap in different ways. */
  private static final double ROUNDING = 0.01;

  private static final String UNKNOWN = JvmResources.UNKNOWN.transport();

  private VariantDifferences() {}

  /** Returns what differs in what the variants see of the machine, a line each, with a remedy. */
  public static List<String> of(List<Variant> variants) {
    return Stream.of(
            numbers("processors", variants, JvmResources::processors, 0)
                .map(line -> line + "; the same for all: -XX:ActiveProcessorCount=N"),
            numbers("memory, MB", variants, JvmResources::memoryMb, ROUNDING)
                .map(line -> line + "; the same for all: -XX:MaxRAM=SIZE"),
            ofHeaps(variants),
            texts("collector", variants, variant -> variant.jdk().gc())
                .map(line -> line + "; the same for all: such as -XX:+UseG1GC"),
            texts("transport", variants, variant -> variant.jdk().resources().transport()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns how the largest heaps differ; empty if they are the same but for rounding. */
  public static Optional<String> ofHeaps(List<Variant> variants) {
    return numbers("largest heap, MB", variants, JvmResources::heapMb, ROUNDING)
        .map(line -> line + "; the same for all: -Xmx");
  }

  private static Optional<String> numbers(
      String what, List<Variant> variants, ToLongFunction<JvmResources> number, double share) {
    List<Long> known =
        variants.stream()
            .map(variant -> number.applyAsLong(variant.jdk().resources()))
            .filter(value -> value > 0)
            .sorted()
            .toList();
    boolean differ =
        !known.isEmpty() && known.get(known.size() - 1) - known.get(0) > share * known.get(0);
    return differ
        ? Optional.of(
            line(
                what,
                variants,
                variant -> Long.toString(number.applyAsLong(variant.jdk().resources()))))
        : Optional.empty();
  }

  private static Optional<String> texts(
      String what, List<Variant> variants, Function<Variant, String> text) {
    return variants.stream().map(text).filter(known -> !known.equals(UNKNOWN)).distinct().count()
            > 1
        ? Optional.of(line(what, variants, text))
        : Optional.empty();
  }

  private static String line(String what, List<Variant> variants, Function<Variant, String> value) {
    return "the variants differ in "
        + what
        + " ("
        + variants.stream()
            .map(variant -> variant.name() + " " + value.apply(variant))
            .collect(Collectors.joining(", "))
        + "), which may decide as well";
  }
}
