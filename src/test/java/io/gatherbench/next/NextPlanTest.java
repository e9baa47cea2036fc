package io.gatherbench.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextPlanTest {

  @TempDir Path folder;

  private final List<List<String>> lines = new ArrayList<>();

  @Test
  void eachPartIsACommandInItsFolder() throws Exception {
    Path out = folder.resolve("run");
    NextPlan plan = NextPlan.begin("next", request("--seed", "7", "--heap", "256m"), out);
    assertThat(plan.run(this::ended, line -> {})).isEqualTo(1);
    assertThat(lines).hasSize(NextPart.values().length);
    for (NextPart part : NextPart.values()) {
      List<String> line = lines.get(part.ordinal());
      assertThat(line).containsSequence("--out", out.resolve(part.folder()).toString());
      assertThat(line).containsSequence("--rounds", "2").containsSequence("--seed", "7");
      assertThat(line.contains("--heap")).as("an option of jdks").isEqualTo(!part.isFirst());
      assertThat(line.contains("-wi")).as("an option of JMH's").isEqualTo(!part.isFirst());
    }
    assertThat(lines.get(NextPart.ONE_PROCESSOR_SERIAL.ordinal()))
        .containsSequence("--cpus", "1")
        .containsSequence("--jdk", "a=/jdk-a -XX:+UseSerialGC", "--jdk", "/jdk-b -XX:+UseSerialGC");
    assertThat(lines.get(NextPart.COLD_STARTS.ordinal()))
        .startsWith("first", "--jdk", "a=/jdk-a", "--jdk", "/jdk-b");
    assertThat(out.resolve("next.md")).content().startsWith("# What changes");
  }

  /** One part has something void, which does not end the plan. */
  private int ended(List<String> line) {
    lines.add(line);
    return line.contains("Monitor") ? 1 : 0;
  }

  @Test
  void whatCannotBeBegunLeavesNothing() throws Exception {
    List<String> printed = new ArrayList<>();
    NextPlan plan = NextPlan.begin("next", request(), folder.resolve("run"));
    Path part = folder.resolve("run/gather");
    Files.createDirectory(part);
    assertThat(plan.run(line -> 2, printed::add)).isEqualTo(2);
    assertThat(printed).noneMatch(line -> line.startsWith("Next:"));
    assertThat(folder.resolve("run")).doesNotExist();

    NextPlan.begin("next", request(), folder.resolve("run"));
    Files.writeString(folder.resolve("run/mine"), "");
    assertThat(NextPlan.resume(folder.resolve("run")).run(line -> 2, printed::add)).isEqualTo(2);
    assertThat(folder.resolve("run/next.json")).as("can be resumed").exists();
  }

  @Test
  void partIsResumedWithTheWholePlan() throws Exception {
    Path whole = folder.resolve("run");
    NextPlan.begin("next", request(), whole);
    assertThat(NextPlan.resuming("first", whole.resolve("cold-starts")))
        .isEqualTo("jdks --resume " + whole);
    assertThat(NextPlan.resuming("first", folder.resolve("other/one")))
        .isEqualTo("first --resume " + folder.resolve("other/one"));
    assertThat(NextPlan.resuming("jdks", Path.of("a b"))).isEqualTo("jdks --resume 'a b'");
  }

  @Test
  void partThatIsStoppedEndsThePlan() throws Exception {
    Path begun = folder.resolve("run/monitor/plan.json");
    List<String> printed = new ArrayList<>();
    NextPlan plan = NextPlan.begin("next", request(), folder.resolve("run"));
    assertThat(plan.run(line -> stoppedAtTheSecond(line, begun), printed::add)).isEqualTo(143);
    assertThat(lines).hasSize(2);
    assertThat(printed.get(printed.size() - 1))
        .isEqualTo("Next: java -jar benchmarks.jar jdks --resume " + folder.resolve("run"));
    Files.delete(begun);
    NextPlan.resume(folder.resolve("run")).run(this::ended, line -> {});
    assertThat(lines.subList(2, lines.size())).hasSize(NextPart.values().length);
  }

  private int stoppedAtTheSecond(List<String> line, Path begun) {
    lines.add(line);
    if (lines.size() < 2) {
      return 0;
    }
    try {
      Files.createDirectories(begun.getParent());
      Files.writeString(begun, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 143;
  }

  @Test
  void nextTakesTwoJdks() throws Exception {
    NextRequest one = NextRequest.of(List.of("/jdk-a"), 0, List.of(), List.of());
    NextRequest three = NextRequest.of(List.of("a", "b", "c"), 0, List.of(), List.of());
    assertThatThrownBy(() -> NextPlan.begin("next", one, folder.resolve("one")))
        .hasMessageContaining("--plan is 'next'; allowed: --jdk twice");
    assertThatThrownBy(() -> NextPlan.begin("next", three, folder.resolve("three")))
        .hasMessageContaining("next-full takes more");
    assertThatThrownBy(() -> NextPlan.begin("next-full", one, folder.resolve("full")))
        .hasMessageContaining("--plan is 'next-full'; allowed: --jdk twice or more");
    NextPlan.begin("next-full", three, folder.resolve("all"));
    assertThat(NextPlan.isIn(folder.resolve("all"))).isTrue();
    assertThat(NextPlan.isIn(folder.resolve("one"))).isFalse();
  }

  @Test
  void whatThePartsSetIsRefused() {
    assertThatThrownBy(() -> request("--cpus", "1"))
        .hasMessage("--cpus cannot be combined with --plan next");
    assertThatThrownBy(() -> request("--seed", "1", "--pinning"))
        .hasMessage("--pinning cannot be combined with --plan next");
    assertThatThrownBy(() -> request("--shard", "1/3"))
        .hasMessageContaining("--shard is '1/3'; allowed: up to 2");
    List<String> two = List.of("/jdk-a", "/jdk-b");
    List<String> parameter = List.of("-wi", "1", "-p", "requests=4");
    assertThatThrownBy(() -> NextRequest.of(two, 0, List.of(), parameter))
        .hasMessage("-p cannot be combined with --plan next");
  }

  @Test
  void collectorOfAJdkIsRefused() throws Exception {
    NextRequest request =
        NextRequest.of(List.of("/jdk-a", "b=/jdk-b -XX:+UseZGC"), 0, List.of(), List.of());
    Path out = folder.resolve("run");
    assertThatThrownBy(() -> NextPlan.begin("next", request, out))
        .hasMessageContaining("--jdk is 'b=/jdk-b -XX:+UseZGC'; allowed: no collector");
    assertThat(out).doesNotExist();
  }

  private static NextRequest request(String... given) throws Exception {
    return NextRequest.of(List.of("a=/jdk-a", "/jdk-b"), 2, List.of(given), List.of("-wi", "0"));
  }
}
