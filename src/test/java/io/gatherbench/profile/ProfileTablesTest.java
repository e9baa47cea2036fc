package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.Stacks;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.report.text.LineWrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles in the terminal and on the page. */
class ProfileTablesTest {

  @TempDir Path folder;

  @Test
  void roundedSharesStillAddUpTo100() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      List<Long> counts = new ArrayList<>();
      for (int j = 0; j <= i % 14; j++) {
        counts.add(1 + random.nextLong(10_000));
      }
      long tenths =
          PercentRounding.of(counts).stream()
              .mapToLong(share -> Long.parseLong(share.replaceAll("[. %]", "")))
              .sum();
      assertThat(tenths).as(counts.toString()).isEqualTo(1_000);
    }
    assertThat(PercentRounding.of(List.of(1L, 1L, 1L)))
        .containsExactly("33.4 %", "33.3 %", "33.3 %");
    assertThat(PercentRounding.of(List.of(0L))).containsExactly("0.0 %");
  }

  @Test
  void cellShowsComponentsMethodsAndNotes() throws Exception {
    List<String> lines = ProfileTables.lines(cell("17", 20, 300));

    assertThat(lines)
        .contains(
            "Gather, JDK 17: score 1.100 ms, without a profiler 1.000 (one fork each)",
            "Gather, JDK 17: cpu, 400 samples, 20.0 µs of processor time a request",
            "Components: Vert.x 75.0 %, unknown 25.0 %",
            "75.0 %  75.0 %  Vert.x     io.vertx.core.A.hot")
        .anyMatch(line -> line.startsWith("Few samples: fewer than 1000"))
        .contains("Only 75 % of the samples have a component; not these: [unknown] 25.0 %")
        .contains("Virtual threads: 7 started, 2 carriers, pinned 3 times")
        .contains("pinned 3 × a.A.a < b.B.b");
    assertThat(lines).allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void longNamesOfCellsDoNotMakeLinesTooLong() throws Exception {
    ProfiledCell plain = cell("17.0.15", 20, 300);
    ProfiledCell cell =
        new ProfiledCell(
            plain.jdk(),
            "BlockedLoopBenchmark.gather VIRTUAL_THREADS, 64 requests, place=VIRTUAL_THREAD",
            plain.benchmark(),
            plain.parameters(),
            1,
            plain.profiles(),
            1,
            1.1,
            "ms",
            "",
            plain.virtualThreads());
    assertThat(ProfileTables.lines(cell)).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aLineNeverBeginsWithAPercentSign() {
    for (int width = 20; width < 60; width++) {
      assertThat(LineWrap.lines("Components: kernel 50.1 %, Vert.x 29.8 %, Netty 20.1 %", width))
          .noneMatch(line -> line.strip().startsWith("%"));
    }
  }

  @Test
  void wallAndLockSayThatParkedVirtualThreadsAreNotSeen() throws Exception {
    for (ProfileEvent event : ProfileEvent.values()) {
      boolean says =
          ProfileTables.notes(profile(event, 10, 5)).stream().anyMatch(n -> n.contains("parked"));
      assertThat(says).isEqualTo(event == ProfileEvent.WALL || event == ProfileEvent.LOCK);
    }
  }

  @Test
  void differenceShowsWholeAndParts() throws Exception {
    ProfileComparison comparison =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 10, 100_000), ProfileEvent.CPU)
            .orElseThrow();
    List<String> lines = ProfileTables.lines(comparison);
    assertThat(lines.get(0))
        .isEqualTo("cpu, µs of processor time a request: from 17 Gather to 25 Gather");
    assertThat(String.join("\n", lines))
        .contains("20.00  10.00  -10.00  all")
        .contains("19.35   9.99   -9.36  Vert.x     io.vertx.core.A.hot")
        .containsPattern("unknown *\n\n19.35")
        .doesNotContain("Forks of one cell");
    ProfileComparison alike =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 18, 3_000), ProfileEvent.CPU)
            .orElseThrow();
    assertThat(alike.noise()).isEqualTo(5);
    assertThat(ProfileTables.lines(alike))
        .contains("Forks of one cell may differ by as much in all: compare scores for a verdict.");
  }

  @Test
  void csvHasWholeAndPartsThatDiffer() throws Exception {
    ProfileComparison comparison =
        ProfileComparison.of(cell("17", 20, 3_000), cell("25", 10, 100_000), ProfileEvent.CPU)
            .orElseThrow();
    assertThat(DifferencesCsv.of(List.of(comparison)).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "event,unit,from_jdk,from_cell,to_jdk,to_cell,component,method,before,after,noise"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "cpu,µs of processor time a request,17,Gather,25,Gather,,,20.000000,10.000000,5.000000"),
            line -> assertThat(line).contains(",Vert.x,,19.354839,9.990010,"),
            line -> assertThat(line).contains(",unknown,,0.645161,0.009990,"),
            line -> assertThat(line).contains(",Vert.x,io.vertx.core.A.hot,19.354839,"),
            line -> assertThat(line).contains(",unknown,[unknown],0.645161,"));
  }

  @Test
  void thePageLinksEveryFileAndEscapesWhatItShows() throws Exception {
    ProfiledCell cell = cell("17", 20, 3_000);
    String page =
        ProfilePage.html(
            "A <title>",
            List.of("components.cpu.svg"),
            List.of(cell),
            List.of(
                new ProfilePage.Difference(
                    ProfileComparison.of(cell, cell("25", 10, 100_000), ProfileEvent.CPU)
                        .orElseThrow(),
                    List.of(new ProfilePage.Link("from & to", "diff.html")))),
            List.of("a note"));
    assertThat(page)
        .contains("<h1>A &lt;title&gt;</h1>")
        .contains("href=\"hot-methods.csv\"")
        .contains("<img src=\"components.cpu.svg\"")
        .contains("href=\"stem.html\"")
        .contains("href=\"stem.collapsed\"")
        .contains("<a href=\"diff.html\">from &amp; to</a>")
        .contains("href=\"differences.csv\"")
        .contains("19.35   9.99   -9.36  Vert.x")
        .containsPattern("<pre> *own +total +component")
        .contains("+10.0 %")
        .contains("3 × a.A.a &lt; b.B.b")
        .doesNotContain("http:", "https:");
  }

  private ProfiledCell cell(String jdk, double cost, long hot) throws IOException {
    return new ProfiledCell(
        jdk,
        "Gather",
        "b",
        Map.of(),
        1,
        List.of(profile(ProfileEvent.CPU, cost, hot)),
        1.0,
        1.1,
        "ms",
        "",
        Optional.of(new VirtualThreadCounts(7, 2, Map.of("a.A.a < b.B.b", 3L))));
  }

  private CellProfile profile(ProfileEvent event, double cost, long hot) throws IOException {
    Path file = Files.createTempFile(folder, "some", ".collapsed");
    Files.write(file, List.of("io.vertx.core.A.hot_[j] " + hot, "[unknown] 100"));
    Stacks stacks = Stacks.read(file);
    return new CellProfile(event, stacks, HotMethods.of(stacks, event), cost, "stem");
  }
}
