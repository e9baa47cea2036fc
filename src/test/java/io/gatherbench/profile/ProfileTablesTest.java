package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTablesTest {

  private static final String HOT = "io.vertx.core.A.hot_[j] ";
  private static final String UNKNOWN = "[unknown] 100";

  @Test
  void cellShowsComponentsMethodsAndNotes() {
    List<String> lines = ProfileTables.lines(cell("17", 20, 300));

    assertThat(lines)
        .contains(
            "Gather POOL, 64 requests, JDK 17: score 1.100 ms, without a profiler 1.000 (one fork each)",
            "Gather POOL, 64 requests, JDK 17: cpu, 400 samples, 20.0 µs of processor time a request",
            "Components: Vert.x 75.0 %, unknown 25.0 %",
            "75.0 %  75.0 %  Vert.x     io.vertx.core.A.hot")
        .anyMatch(line -> line.startsWith("Few samples: fewer than 1000"))
        .contains("Only 75 % of the samples have a component; not these: [unknown] 25.0 %")
        .contains("Virtual threads: 7 started, 2 carriers, pinned 3 times")
        .contains("pinned 3 × a.A.a < b.B.b");
    assertThat(lines).allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void longNamesOfCellsAreWrapped() {
    ProfiledCell cell = SampleProfiles.cell("17.0.15", "X".repeat(70), 20, HOT + 300, UNKNOWN);
    assertThat(ProfileTables.lines(cell)).allMatch(line -> line.length() <= 100);
  }

  @Test
  void wallAndLockRemarkOnVirtualThreads() {
    for (ProfileEvent event : ProfileEvent.values()) {
      boolean says =
          ProfileTables.notes(SampleProfiles.profile(event, 10, HOT + 5)).stream()
              .anyMatch(n -> n.contains("parked"));
      assertThat(says).isEqualTo(event == ProfileEvent.WALL || event == ProfileEvent.LOCK);
    }
  }

  @Test
  void differenceShowsWholeAndParts() {
    ProfileComparison comparison =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 10, 100_000), ProfileEvent.CPU)
            .orElseThrow();
    List<String> lines = ProfileTables.lines(comparison);
    assertThat(lines.get(0))
        .isEqualTo(
            "cpu, µs of processor time a request: from 17 Gather POOL, 64 requests to 25 Gather POOL, 64 requests");
    assertThat(String.join("\n", lines))
        .contains("20.00  10.00  -10.00  all")
        .contains("19.35   9.99   -9.36  Vert.x     io.vertx.core.A.hot")
        .containsPattern("unknown *\n\n19.35")
        .doesNotContain("Forks of one cell");
    ProfileComparison alike =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 18, 3_000), ProfileEvent.CPU)
            .orElseThrow();
    assertThat(alike.whole().margin()).isEqualTo(5);
    assertThat(ProfileTables.lines(alike))
        .contains("Forks of one cell may differ by as much in all: compare scores for a verdict.");
  }

  @Test
  void csvHasWholeAndPartsThatDiffer() {
    ProfileComparison comparison =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 10, 100_000), ProfileEvent.CPU)
            .orElseThrow();
    assertThat(ProfileDifferences.csv(List.of(comparison)).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "event,unit,from_jdk,from_cell,to_jdk,to_cell,component,method,before,after,margin"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "cpu,µs of processor time a request,17,\"Gather POOL, 64 requests\",25,\"Gather POOL, 64 requests\",,,20.000000,10.000000,5.000000"),
            line -> assertThat(line).contains(",Vert.x,,19.354839,9.990010,"),
            line -> assertThat(line).contains(",unknown,,0.645161,0.009990,"),
            line -> assertThat(line).contains(",Vert.x,io.vertx.core.A.hot,19.354839,"),
            line -> assertThat(line).contains(",unknown,[unknown],0.645161,"));
  }

  @Test
  void pageLinksFilesAndEscapesText() {
    ProfiledCell cell = cell("17", 20, 3_000);
    ProfileDifferences.Difference difference =
        new ProfileDifferences.Difference(
            ProfileComparison.of(cell, cell("25", 10, 100_000), ProfileEvent.CPU).orElseThrow(),
            Map.of("from & to", "diff.html"));
    String page =
        new ProfilePage()
            .html(
                List.of("components.cpu.svg"),
                List.of(cell),
                List.of(difference),
                List.of("a <note>"));
    assertThat(page)
        .contains("<p>a &lt;note&gt;</p>")
        .contains("href=\"hot-methods.csv\"")
        .contains("<img src=\"components.cpu.svg\"")
        .contains("href=\"stem.html\"")
        .contains("href=\"stem.collapsed\"")
        .contains("<a href=\"diff.html\">from &amp; to</a>")
        .contains("href=\"differences.csv\"")
        .contains("19.35   9.99   -9.36  Vert.x")
        .containsPattern("<pre[^>]*> *own +total +component")
        .contains("+10.0 %")
        .contains("3 × a.A.a &lt; b.B.b")
        .doesNotContain("http:", "https:");
  }

  private static ProfiledCell cell(String jdk, double cost, long hot) {
    return SampleProfiles.with(
        SampleProfiles.cell(jdk, "POOL", cost, HOT + hot, UNKNOWN),
        new VirtualThreadCounts(7, 2, Map.of("a.A.a < b.B.b", 3L)));
  }
}
