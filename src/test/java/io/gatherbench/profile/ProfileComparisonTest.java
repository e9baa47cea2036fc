package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.profile.ProfileComparison.Change;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileComparisonTest {

  private static final double[] SHARES = {0.4, 0.2, 0.15, 0.1, 0.05, 0.04, 0.03, 0.02, 0.01};

  @Test
  void costsAreComparedNotNumbersOfSamples() {
    ProfiledCell slow = cell(100, "io.vertx.A.same_[j] 1000", "io.vertx.A.gone_[j] 1000");
    ProfiledCell fast = cell(50, "io.vertx.A.same_[j] 4000");

    ProfileComparison comparison = compare(slow, fast);

    assertThat(comparison.perRequest()).isTrue();
    Change gone = change(comparison, "io.vertx.A.gone");
    assertThat(gone.before()).isCloseTo(50, within(1e-9));
    assertThat(gone.after()).isZero();
    assertThat(gone.exceedsMargin()).isTrue();
    Change same = change(comparison, "io.vertx.A.same");
    assertThat(same.difference()).as("50 µs of either").isCloseTo(0, within(1e-9));
    assertThat(same.exceedsMargin()).isFalse();
    assertThat(comparison.methods().get(0)).as("the largest first").isEqualTo(gone);
  }

  @Test
  void sharesAreComparedWithoutCosts() {
    ProfileComparison comparison =
        compare(cell(Double.NaN, "a.A.a_[j] 900", "a.A.b_[j] 100"), cell(10, "a.A.b_[j] 50"));
    assertThat(comparison.perRequest()).isFalse();
    assertThat(change(comparison, "a.A.b").before()).isCloseTo(0.1, within(1e-9));
    assertThat(change(comparison, "a.A.b").after()).isCloseTo(1, within(1e-9));
    assertThat(comparison.whole()).isEqualTo(new Change("", "", 1, 1, 0));
  }

  @Test
  void cellDoesNotDifferFromItself() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ProfiledCell one = cell(20 + random.nextDouble(), drawn(random, 1_200));
      ProfiledCell again = cell(20 + random.nextDouble(), drawn(random, 5_000));
      assertThat(compare(one, again).methods()).as("seed " + seed).noneMatch(Change::exceedsMargin);
      assertThat(compare(one, one).methods()).allMatch(change -> change.difference() == 0);
    }
  }

  @Test
  void doubledMethodIsSeen() {
    ProfiledCell before = cell(20, "a.A.a_[j] 9000", "a.A.b_[j] 1000");
    ProfiledCell after = cell(22, "a.A.a_[j] 9000", "a.A.b_[j] 2000");
    assertThat(change(compare(before, after), "a.A.b").exceedsMargin()).isTrue();
    assertThat(change(compare(before, after), "a.A.a").exceedsMargin()).isFalse();
  }

  @Test
  void namelessSystemCallsAreCountedTogether() {
    ProfiledCell named = cell(10, "a.A.a_[j] 500", "a.A.a_[j];__GI___send 400", "recv 100");
    ProfiledCell nameless = cell(10, "a.A.a_[j] 510", "a.A.a_[j];/lib/libc.so.6 490");

    ProfileComparison comparison = compare(named, nameless);
    assertThat(comparison.methods()).hasSize(2).noneMatch(Change::exceedsMargin);
    Change calls = change(comparison, "(system calls; a C library has no symbols)");
    assertThat(calls.before()).isCloseTo(5, within(1e-9));
    assertThat(calls.after()).isCloseTo(4.9, within(1e-9));

    assertThat(change(compare(named, named), "recv").before()).isCloseTo(1, within(1e-9));
  }

  @Test
  void failedCellIsNotCompared() {
    ProfiledCell good = cell(20, "a.A.a_[j] 900");
    ProfiledCell failed = SampleProfiles.failed("17", "POOL", "failed");
    assertThat(ProfileComparison.of(good, failed, ProfileEvent.CPU)).isEmpty();
  }

  private static String[] drawn(SplittableRandom random, int samples) {
    long[] counts = new long[SHARES.length];
    for (int i = 0; i < samples; i++) {
      double at = random.nextDouble();
      int method = 0;
      while (method < SHARES.length - 1 && at >= SHARES[method]) {
        at -= SHARES[method];
        method++;
      }
      counts[method]++;
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      lines.add("a.A.m" + i + "_[j] " + counts[i]);
    }
    return lines.toArray(new String[0]);
  }

  private static ProfileComparison compare(ProfiledCell base, ProfiledCell other) {
    return ProfileComparison.of(base, other, ProfileEvent.CPU).orElseThrow();
  }

  private static Change change(ProfileComparison comparison, String method) {
    return comparison.methods().stream()
        .filter(change -> change.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static ProfiledCell cell(double cost, String... lines) {
    return SampleProfiles.cell("17", "POOL", cost, lines);
  }
}
