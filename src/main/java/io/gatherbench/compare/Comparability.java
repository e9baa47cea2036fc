package io.gatherbench.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks in what the two sides of a cell differ although they should not. Not thread-safe. */
final class Comparability {

  /** Columns that must be the same: the machine, and the code of the benchmark. */
  private static final List<String> MUST = List.of("host", "cpu", "cores", "commit");

  /** Columns whose differences are remarked on. */
  private static final List<String> SHOULD = List.of("os", "memory_mb", "gc", "stub");

  private final String by;
  private final Set<String> mismatches = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /** Creates checks of a comparison by the column {@code by}, which therefore may differ. */
  Comparability(String by) {
    this.by = by;
  }

  void check(Set<CellKey> base, Set<CellKey> other, int baseIterations, int otherIterations) {
    Set<String> baseRuns = values("run", base);
    boolean samePlan = baseRuns.equals(values("run", other));
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
    for (String column : SHOULD) {
      remark(column, base, other);
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
    return List.copyOf(remarks);
  }

  private void difference(String column, Set<CellKey> base, Set<CellKey> other) {
    if (column.equals(by)) {
      return;
    }
    Set<String> known = values(column, base);
    known.addAll(values(column, other));
    boolean unknown = known.remove("") || known.remove("unknown");
    if (known.size() > 1) {
      mismatches.add(column + " (" + some(known) + ")");
    } else if (unknown) {
      remarks.add("rows do not say everything of where and with what code they were measured");
    }
  }

  private void remark(String column, Set<CellKey> base, Set<CellKey> other) {
    Set<String> one = values(column, base);
    Set<String> two = values(column, other);
    Set<String> known = new TreeSet<>(one);
    known.addAll(two);
    known.removeAll(List.of("", "unknown"));
    if (known.size() > 1 && !column.equals(by)) {
      String values = one.equals(two) ? some(known) : some(two) + " against " + some(one);
      remarks.add("the sides differ in " + column + " (" + values + "), which may decide as well");
    }
  }

  private static Set<String> values(String column, Set<CellKey> keys) {
    Set<String> values = new TreeSet<>();
    keys.forEach(key -> values.add(key.value(column).orElse("")));
    return values;
  }

  private static String some(Collection<String> values) {
    List<String> some = new ArrayList<>(values.stream().limit(3).toList());
    if (values.size() > some.size()) {
      some.add("…");
    }
    return String.join(", ", some);
  }
}
