package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's lines and the files of a profiling run, from stacks written by hand. */
class ProfileReportTest {

  private static final List<List<String>> PAIRS = List.of(List.of("THREAD_POOL", "EVENT_LOOP"));

  @TempDir Path folder;

  private final List<String> terminal = new ArrayList<>();

  @Test
  void terminalReadsAsTheFileSays() throws Exception {
    finish(all());
    assertThat(String.join("\n", terminal) + "\n").isEqualTo(file("terminal.txt"));
    assertThat(terminal).allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void differencesReadAsTheFileSays() throws Exception {
    finish(all());
    assertThat(folder.resolve("differences.csv")).content().isEqualTo(file("differences.csv"));
  }

  @Test
  void pageLinksTheFilesOfTheFolder() throws Exception {
    Path page = finish(all());
    assertThat(page).content().contains("components.cpu.svg", "components.alloc.svg");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .hasSize(9)
          .allSatisfy(
              name ->
                  assertThat(name.equals("index.html") || Files.readString(page).contains(name))
                      .as(name)
                      .isTrue());
    }
  }

  @Test
  void thePageSaysWhyACellFailed() throws Exception {
    ProfileReport report = new ProfileReport(folder, terminal::add);
    ProfiledCell failed =
        SampleProfiles.failed("25", "EVENT_LOOP", "fork failed: OutOfMemoryError");
    assertThat(report.finish(List.of(all().get(0), failed), List.of(), List.of()))
        .content()
        .contains("fork failed: OutOfMemoryError");
    assertThat(folder.resolve("differences.csv")).doesNotExist();
  }

  @Test
  void sharesInTheFileAddUpToOne() throws Exception {
    CellProfile profile =
        SampleProfiles.profile(
            ProfileEvent.CPU,
            1,
            "jdk.internal.net.http.A.a_[j];java.util.HashMap.get_[j] 30",
            "q 8");
    new ProfileReport(folder, terminal::add).add(SampleProfiles.cell("17", "EVENT_LOOP", profile));
    List<String> lines = Files.readAllLines(folder.resolve("hot-methods.csv"));
    assertThat(lines.subList(0, 2))
        .containsExactly(
            "jdk,cell,event,method,own_samples,own_share,total_samples,total_share,component",
            "17,\"Gather EVENT_LOOP, 64 requests\",cpu,java.util.HashMap.get,30,0.78947368,30,"
                + "0.78947368,JDK HTTP client");
    double sum =
        lines.stream()
            .skip(1)
            .map(line -> line.replaceAll("\"[^\"]*\"", "").split(","))
            .mapToDouble(fields -> Double.parseDouble(fields[5]))
            .sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  private Path finish(List<ProfiledCell> cells) throws IOException {
    ProfileReport report = new ProfileReport(folder, terminal::add);
    for (ProfiledCell cell : cells) {
      report.add(cell);
    }
    return report.finish(cells, PAIRS, List.of("JDK 17: sampled by async-profiler"));
  }

  private static List<ProfiledCell> all() {
    ProfiledCell pool =
        SampleProfiles.cell(
            "17",
            "THREAD_POOL",
            cpu(70.5, 2_100, 1_600, 300, 0),
            SampleProfiles.profile(
                ProfileEvent.ALLOC, 16_100, "java.net.http.A.a_[j];byte[]_[i] 9"));
    ProfiledCell loop = SampleProfiles.cell("17", "EVENT_LOOP", cpu(12.5, 700, 0, 300, 500));
    ProfiledCell later = SampleProfiles.cell("25", "EVENT_LOOP", cpu(12.25, 720, 0, 290, 500));
    Map<String, Long> pinned =
        Map.of("MONITOR: a.A.wait < b.B.run", 3L, "x < ".repeat(40) + "y", 1L);
    return List.of(pool, loop, SampleProfiles.with(later, new VirtualThreadCounts(640, 2, pinned)));
  }

  private static CellProfile cpu(double cost, long calls, long parks, long jit, long vertx) {
    Stream<String> lines =
        Stream.of(
            "[main tid=1];io.netty.channel.A.send_[j];__send " + calls,
            "[main tid=1];jdk.internal.misc.Unsafe.park_[j];Parker::park " + parks,
            "[C2 CompilerThre tid=2];Matcher::match " + jit,
            "[main tid=1];io.vertx.core.http.impl.a.very.long.name.of.a.Class.andMethod_[j] "
                + vertx,
            "[main tid=1];[unknown] 7");
    return SampleProfiles.profile(
        ProfileEvent.CPU, cost, lines.filter(l -> !l.endsWith(" 0")).toArray(String[]::new));
  }

  private static String file(String name) throws IOException {
    try (InputStream in = ProfileReportTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
