package io.gatherbench.compare;

import io.gatherbench.results.ParameterText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The variants that are compared: rows divided by the value of a column, and their cells.
 *
 * <p>A cell is known by its work: benchmark, strategy, client, requests, latency, mode and all
 * parameters. JDK, virtual machine, flags, collector and settings of JMH are part of it too (only
 * what ran on the same is compared), unless each variant has only one of them: then they belong to
 * the variant, as flags do when JDKs are compared. So do the client and its executor if each
 * strategy compared has one; where strategies have different ones, and some several, each strategy
 * over each client is a variant. Where a JDK has several virtual machines, it is a variant on each
 * of them.
 */
final class VariantGroups {

  private static final String STRATEGY = "strategy";
  private static final String JDK = "jdk";
  private static final String VM = "vm";

  private static final List<String> PER_VARIANT =
      Stream.concat(Stream.of(JDK, VM, "vm_args", "gc"), ParameterText.JMH_SETTINGS.stream())
          .toList();

  private final String by;
  private final Map<String, Map<CellKey, ForkValues>> variants;
  private final String baseline;
  private final List<String> notes;
  private final List<String> columns;

  private VariantGroups(
      String by,
      Map<String, Map<CellKey, ForkValues>> variants,
      String baseline,
      List<String> notes) {
    this.by = by;
    this.variants = variants;
    this.baseline = baseline;
    this.notes = notes;
    this.columns = columns();
  }

  static VariantGroups of(ComparisonSpec spec, Map<CellKey, ForkValues> forks)
      throws IncomparableException {
    String by =
        spec.by()
            .map(name -> column(name, forks.keySet()))
            .orElseGet(() -> usualColumn(forks.keySet()));
    Map<String, Map<CellKey, ForkValues>> variants = new LinkedHashMap<>();
    boolean namesClient = by.equals(STRATEGY) && clientsDiffer(forks.keySet());
    Set<String> namesVm = by.equals(JDK) ? jdksOfSeveralVms(forks.keySet()) : Set.of();
    forks.forEach(
        (key, values) ->
            key.value(by)
                .map(value -> namesClient ? value + " over " + client(key) : value)
                .map(value -> namesVm.contains(value) ? Comparison.onVm(value, vm(key)) : value)
                .ifPresent(
                    value ->
                        variants
                            .computeIfAbsent(value, absent -> new LinkedHashMap<>())
                            .put(key, values)));
    List<String> without = without(by, forks.keySet());
    if (variants.size() < 2) {
      List<String> differing = differing(forks.keySet());
      String some = without.isEmpty() ? "all rows have " : "all rows that have it have ";
      String nothing = variants.isEmpty() ? "" : " (" + some + shown(variants.keySet()) + ")";
      throw new IncomparableException(
          "--by",
          by,
          differing.isEmpty()
              ? "a column that differs, and these rows differ in none" + nothing
              : "a column that differs" + nothing + ": " + String.join("; ", differing));
    }
    List<String> notes =
        without.isEmpty()
            ? List.of()
            : List.of("Rows that have no " + by + " are left out: " + shown(without));
    return new VariantGroups(by, variants, baseline(spec, variants.keySet()), notes);
  }

  /** Returns the benchmarks, with their files, whose rows lack a column. */
  private static List<String> without(String column, Set<CellKey> keys) {
    return keys.stream()
        .filter(key -> key.value(column).isEmpty())
        .map(key -> key.benchmark() + " of " + key.file())
        .distinct()
        .toList();
  }

  /** Tells whether strategies have several clients, and not all of them the same. */
  private static boolean clientsDiffer(Set<CellKey> keys) {
    Map<Optional<String>, Set<String>> clients = new HashMap<>();
    keys.forEach(
        key ->
            clients.computeIfAbsent(key.value(STRATEGY), none -> new HashSet<>()).add(client(key)));
    return clients.values().stream().distinct().count() > 1
        && clients.values().stream().anyMatch(several -> several.size() > 1);
  }

  private static Set<String> jdksOfSeveralVms(Set<CellKey> keys) {
    Map<String, Set<String>> vms = new HashMap<>();
    keys.forEach(
        key ->
            vms.computeIfAbsent(key.value(JDK).orElse(""), none -> new HashSet<>()).add(vm(key)));
    vms.values().removeIf(several -> several.size() < 2);
    return vms.keySet();
  }

  private static String vm(CellKey key) {
    return key.value(VM).orElse("");
  }

  private static String client(CellKey key) {
    return key.value("client").orElse("");
  }

  String by() {
    return by;
  }

  String baseline() {
    return baseline;
  }

  /** Returns what readers should know of the rows that are in no variant. */
  List<String> notes() {
    return notes;
  }

  /** Returns the variants but the baseline, in the order of the rows. */
  List<String> others() {
    return variants.keySet().stream().filter(variant -> !variant.equals(baseline)).toList();
  }

  List<String> columns() {
    if (columns != null) {
      return columns;
    }
    Set<String> names = new LinkedHashSet<>(CellKey.WORK);
    for (Map<CellKey, ForkValues> keys : variants.values()) {
      keys.keySet().forEach(key -> names.addAll(key.parameters()));
    }
    names.addAll(PER_VARIANT);
    names.remove(by);
    List<String> perVariant = new ArrayList<>(PER_VARIANT);
    if (by.equals(STRATEGY)) {
      perVariant.addAll(List.of("client", "executor"));
    }
    perVariant.stream().filter(this::hasOneValuePerVariant).forEach(names::remove);
    return List.copyOf(names);
  }

  /** Returns the cells by the values of {@link #columns}, in order, and of each its variants. */
  Map<List<String>, Map<String, Map<CellKey, ForkValues>>> cells() {
    Map<List<String>, Map<String, Map<CellKey, ForkValues>>> cells = new HashMap<>();
    variants.forEach(
        (variant, keys) ->
            keys.forEach(
                (key, values) ->
                    cells
                        .computeIfAbsent(
                            columns.stream().map(column -> key.value(column).orElse("")).toList(),
                            absent -> new LinkedHashMap<>())
                        .computeIfAbsent(variant, absent -> new LinkedHashMap<>())
                        .put(key, values)));
    Map<List<String>, Map<String, Map<CellKey, ForkValues>>> sorted = new LinkedHashMap<>();
    cells.keySet().stream()
        .sorted(CellOrder.INSTANCE.thenComparing(List::toString))
        .forEach(cell -> sorted.put(cell, cells.get(cell)));
    return sorted;
  }

  Set<CellKey> keys(String variant) {
    return variants.get(variant).keySet();
  }

  /** Returns the columns in which keys differ, each with its values. */
  static List<String> differing(Collection<CellKey> keys) {
    return differing(keys, keys.stream().flatMap(key -> key.names().stream()).distinct().toList());
  }

  static List<String> differing(Collection<CellKey> keys, List<String> columns) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (CellKey key : keys) {
      for (String name : columns) {
        values.computeIfAbsent(name, absent -> new TreeSet<>()).add(key.value(name).orElse(""));
      }
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> entry.getKey() + " (" + shown(entry.getValue()) + ")")
        .toList();
  }

  /** Returns a column, or the parameter of that name if all rows have the same in the column. */
  private static String column(String name, Set<CellKey> keys) {
    String parameter = ParameterText.PREFIX + name;
    boolean same = keys.stream().map(key -> key.value(name)).distinct().limit(2).count() < 2;
    return same && keys.stream().anyMatch(key -> key.value(parameter).isPresent())
        ? parameter
        : name;
  }

  /** Returns {@code jdk}, or {@code file} if there is but one JDK. */
  private static String usualColumn(Set<CellKey> keys) {
    long jdks = keys.stream().map(key -> key.value(JDK)).distinct().count();
    return jdks > 1 ? JDK : "file";
  }

  private static String baseline(ComparisonSpec spec, Set<String> variants)
      throws IncomparableException {
    if (spec.baseline().isEmpty()) {
      return variants.iterator().next();
    }
    String wanted = spec.baseline().get();
    List<String> matching =
        variants.stream().filter(variant -> variant.startsWith(wanted)).toList();
    Optional<String> exact = matching.stream().filter(wanted::equals).findFirst();
    if (exact.isEmpty() && matching.size() != 1) {
      throw new IncomparableException("--baseline", wanted, String.join(", ", variants));
    }
    return exact.orElseGet(() -> matching.get(0));
  }

  private boolean hasOneValuePerVariant(String column) {
    return variants.values().stream()
        .allMatch(
            keys ->
                keys.keySet().stream().map(key -> key.value(column)).distinct().limit(2).count()
                    == 1);
  }

  private static String shown(Collection<String> values) {
    List<String> few =
        values.stream().limit(5).map(value -> value.isEmpty() ? "absent" : value).toList();
    return String.join(", ", few) + (values.size() > few.size() ? ", …" : "");
  }
}
