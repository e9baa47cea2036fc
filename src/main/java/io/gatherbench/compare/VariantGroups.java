package io.gatherbench.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is compared with what: rows divided by the value of a column, and their cells.
 *
 * <p>A cell is known by its work: benchmark, strategy, client, requests, latency, mode and all
 * parameters. JDK, flags and collector are part of it too (only what ran on the same is compared),
 * unless each arm has one of them and no other: then they belong to the arm, as the flags of each
 * JDK do when JDKs are compared. So does the client when strategies are compared that have one
 * each.
 */
final class VariantGroups {

  /** Part of the cell unless each arm has but one. */
  private static final List<String> OF_THE_ARM_IF_ONE = List.of("jdk", "vm_args", "gc");

  private final String by;
  private final Map<String, Map<CellKey, ForkValues>> arms;
  private final String baseline;
  private final List<String> columns;

  private VariantGroups(String by, Map<String, Map<CellKey, ForkValues>> arms, String baseline) {
    this.by = by;
    this.arms = arms;
    this.baseline = baseline;
    this.columns = columns();
  }

  static VariantGroups of(ComparisonSpec question, Map<CellKey, ForkValues> forks)
      throws IncomparableException {
    String by = question.by().orElseGet(() -> usualColumn(forks.keySet()));
    Map<String, Map<CellKey, ForkValues>> arms = new LinkedHashMap<>();
    forks.forEach(
        (source, values) ->
            source
                .value(by)
                .ifPresent(
                    value ->
                        arms.computeIfAbsent(value, key -> new LinkedHashMap<>())
                            .put(source, values)));
    if (arms.size() < 2) {
      List<String> differing = differing(forks.keySet());
      String nothing = arms.isEmpty() ? "" : " (all rows have " + shown(arms.keySet()) + ")";
      throw new IncomparableException(
          "--by",
          by,
          differing.isEmpty()
              ? "a column that differs, and these rows differ in none" + nothing
              : "a column that differs" + nothing + ": " + String.join("; ", differing));
    }
    return new VariantGroups(by, arms, baseline(question, arms.keySet()));
  }

  String by() {
    return by;
  }

  String baseline() {
    return baseline;
  }

  /** The others, in the order of the rows. */
  List<String> others() {
    return arms.keySet().stream().filter(arm -> !arm.equals(baseline)).toList();
  }

  /** The columns that tell cells apart. */
  List<String> columns() {
    if (columns != null) {
      return columns;
    }
    Set<String> names = new LinkedHashSet<>(CellKey.WORK);
    for (Map<CellKey, ForkValues> sources : arms.values()) {
      sources.keySet().forEach(source -> names.addAll(source.parameters()));
    }
    names.addAll(OF_THE_ARM_IF_ONE);
    names.remove(by);
    List<String> mayBelongToTheArm = new ArrayList<>(OF_THE_ARM_IF_ONE);
    if (by.equals("strategy")) {
      mayBelongToTheArm.add("client");
    }
    mayBelongToTheArm.stream().filter(this::oneForEachArm).forEach(names::remove);
    return List.copyOf(names);
  }

  /** The cells of an arm, by the values of {@link #columns}. */
  Map<List<String>, Map<CellKey, ForkValues>> cells(String arm) {
    Map<List<String>, Map<CellKey, ForkValues>> cells = new LinkedHashMap<>();
    arms.get(arm)
        .forEach(
            (source, values) ->
                cells
                    .computeIfAbsent(
                        columns.stream().map(column -> source.value(column).orElse("")).toList(),
                        key -> new LinkedHashMap<>())
                    .put(source, values));
    return cells;
  }

  /** Everything in an arm. */
  Set<CellKey> sources(String arm) {
    return arms.get(arm).keySet();
  }

  /** The columns in which sources differ, each with its values. */
  static List<String> differing(Collection<CellKey> sources) {
    return differing(
        sources, sources.stream().flatMap(source -> source.names().stream()).distinct().toList());
  }

  /** Those among some columns. */
  static List<String> differing(Collection<CellKey> sources, List<String> columns) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (CellKey source : sources) {
      for (String name : columns) {
        values.computeIfAbsent(name, key -> new TreeSet<>()).add(source.value(name).orElse(""));
      }
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> entry.getKey() + " (" + shown(entry.getValue()) + ")")
        .toList();
  }

  /** The JDK; where that is the same in all, the file. */
  private static String usualColumn(Set<CellKey> sources) {
    long jdks = sources.stream().map(source -> source.value("jdk")).distinct().count();
    return jdks > 1 ? "jdk" : "file";
  }

  private static String baseline(ComparisonSpec question, Set<String> arms)
      throws IncomparableException {
    if (question.baseline().isEmpty()) {
      return arms.iterator().next();
    }
    String asked = question.baseline().get();
    List<String> matching = arms.stream().filter(arm -> arm.startsWith(asked)).toList();
    Optional<String> exact = matching.stream().filter(asked::equals).findFirst();
    if (exact.isEmpty() && matching.size() != 1) {
      throw new IncomparableException("--baseline", asked, String.join(", ", arms));
    }
    return exact.orElseGet(() -> matching.get(0));
  }

  private boolean oneForEachArm(String column) {
    return arms.values().stream()
        .allMatch(
            sources ->
                sources.keySet().stream()
                        .map(source -> source.value(column))
                        .distinct()
                        .limit(2)
                        .count()
                    == 1);
  }

  private static String shown(Collection<String> values) {
    List<String> few =
        values.stream().limit(5).map(value -> value.isEmpty() ? "none" : value).toList();
    return String.join(", ", few) + (values.size() > few.size() ? ", …" : "");
  }
}
