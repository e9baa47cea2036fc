package io.gatherbench.compare;

import io.gatherbench.results.ParameterText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Joins the forks of a cell that are in several files, and checks in what its two sides differ
 * although they should not. Not thread-safe.
 */
final class Comparability {

  /** Columns that must be the same: the machine, and the code of the benchmark. */
  private static final List<String> MUST = List.of("host", "cpu", "cores", "commit");

  /** Columns of the plan that must be the same where they are known. */
  private static final List<String> PLAN = ParameterText.JMH_ITERATIONS;

  /** Columns whose differences are remarked on. */
  private static final List<String> SHOULD =
      List.of("os", "memory_mb", "gc", "stub", ParameterText.JMH_VERSION);

  private static final int MOST_FILES = 8;
  private static final int MOST_VALUES = 3;

  private final String by;
  private final Set<String> mismatches = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /** Files whose forks of one cell are one sample. */
  private final Set<String> joined = new LinkedHashSet<>();

  /** Files with forks that another file has as well. */
  private final Set<String> copies = new LinkedHashSet<>();

  private final Set<String> optional;

  /** Files, each with why its forks of a cell are left out. */
  private final Set<String> contradicting = new LinkedHashSet<>();

  /**
   * Creates checks of a comparison by the column {@code by}, which therefore may differ.
   *
   * @param optional files whose forks are left out if they contradict others
   */
  Comparability(String by, Set<String> optional) {
    this.by = by;
    this.optional = optional;
  }

  /**
   * Returns all forks of a cell. One that is in two files with the same values counts once; throws
   * if the values are not the same, or if units differ, unless that file is optional.
   */
  ForkValues join(Map<CellKey, ForkValues> cell) throws IncomparableException {
    if (cell.size() == 1) {
      return cell.values().iterator().next();
    }
    ForkValues all = new ForkValues(metric -> true);
    Set<String> files = new LinkedHashSet<>();
    List<Map.Entry<CellKey, ForkValues>> parts = new ArrayList<>(cell.entrySet());
    parts.sort(Comparator.comparing(part -> !part.getValue().hasOwnUnits()));
    for (Map.Entry<CellKey, ForkValues> part : parts) {
      String file = part.getKey().file();
      try {
        int known = all.addAll(part.getValue());
        if (known < part.getValue().count()) {
          files.add(file);
        }
        if (known > 0) {
          copies.add(file);
        }
      } catch (IllegalStateException e) {
        String why = (file.isEmpty() ? "" : file + ": ") + e.getMessage();
        if (!optional.contains(file)) {
          throw new IncomparableException(why + "; allowed: each fork once, in one unit");
        }
        contradicting.add(part.getKey().benchmark() + " of " + why);
      }
    }
    if (files.size() > 1) {
      joined.addAll(files);
    }
    return all;
  }

  /** Returns the forks of a variant, or none if they have another unit and may be left out. */
  ForkValues inUnit(String metric, String unit, Set<CellKey> keys, ForkValues forks) {
    boolean odd = !forks.unit(metric).orElse(unit).equals(unit);
    return odd && keys.stream().allMatch(key -> optional.contains(key.file()))
        ? ForkValues.none("left out: its unit is " + forks.unit(metric).get() + ", not " + unit)
        : forks;
  }

  void check(Set<CellKey> base, Set<CellKey> other, int baseIterations, int otherIterations) {
    boolean samePlan = names(base, CellKey::plan).equals(names(other, CellKey::plan));
    for (String column : MUST) {
      if (samePlan && column.equals("cores")) {
        // It is one machine, of which one JDK sees more than the other.
        remark(column, base, other);
      } else {
        difference(column, base, other);
      }
    }
    if (baseIterations != otherIterations && baseIterations > 0 && otherIterations > 0) {
      mismatches.add(
          "plan (forks of " + baseIterations + " and of " + otherIterations + " iterations)");
    }
    for (String column : PLAN) {
      difference(column, base, other);
    }
    for (String column : SHOULD) {
      remark(column, base, other);
    }
    if (by.equals("file")
        && names(base, key -> key.info().run()).equals(names(other, key -> key.info().run()))) {
      remarks.add("the files have rows of the same runs: one may be a copy of the other");
    }
    if (!by.equals("run") && !samePlan) {
      remarks.add(
          "not interleaved: the sides are of different runs, and a machine that changed in between"
              + " shows as a difference");
    }
  }

  List<String> mismatches() {
    return List.copyOf(mismatches);
  }

  List<String> remarks() {
    List<String> all = new ArrayList<>();
    if (!joined.isEmpty()) {
      all.add("forks of one cell are one sample, whichever file has them: " + named(joined));
    }
    if (!copies.isEmpty()) {
      all.add("forks that another file has as well count once: " + named(copies));
    }
    if (!contradicting.isEmpty()) {
      all.add("left out, as other files contradict: " + String.join("; ", contradicting));
    }
    all.addAll(remarks);
    return all;
  }

  private static String named(Set<String> files) {
    return String.join(", ", some(files, MOST_FILES));
  }

  private void difference(String column, Set<CellKey> base, Set<CellKey> other) {
    if (column.equals(by)) {
      return;
    }
    Set<String> known = values(column, base);
    known.addAll(values(column, other));
    boolean unknown = known.removeAll(List.of("", "unknown"));
    if (known.size() > 1) {
      mismatches.add(column + " (" + listed(known) + ")");
    } else if (unknown && MUST.contains(column)) {
      remarks.add("rows do not say everything of where and with what code they were measured");
    }
  }

  private static Set<String> names(Set<CellKey> keys, Function<CellKey, String> name) {
    return keys.stream().map(name).collect(Collectors.toSet());
  }

  private void remark(String column, Set<CellKey> base, Set<CellKey> other) {
    Set<String> one = values(column, base);
    Set<String> two = values(column, other);
    Set<String> known = new TreeSet<>(one);
    known.addAll(two);
    known.removeAll(List.of("", "unknown"));
    if (known.size() > 1 && !column.equals(by)) {
      String values = one.equals(two) ? listed(known) : listed(two) + " against " + listed(one);
      remarks.add("the sides differ in " + column + " (" + values + "), which may decide as well");
    }
  }

  private static Set<String> values(String column, Set<CellKey> keys) {
    Set<String> values = new TreeSet<>();
    keys.forEach(key -> values.add(key.value(column).orElse("")));
    return values;
  }

  private static String listed(Collection<String> values) {
    return String.join(", ", some(values, MOST_VALUES));
  }

  private static List<String> some(Collection<String> values, int most) {
    List<String> some = new ArrayList<>(values.stream().limit(most).toList());
    if (values.size() > some.size()) {
      some.add("…");
    }
    return some;
  }
}
