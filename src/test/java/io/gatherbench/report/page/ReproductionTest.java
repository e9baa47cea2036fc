package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a report that measure its rows again. */
class ReproductionTest {

  @TempDir Path folder;

  @Test
  void seedOfThePlanIsAsked() throws Exception {
    assertThat(lines("plan.json", "\"-f\", \"x y\"", 7, 0))
        .containsExactly("java -jar benchmarks.jar jdks -f 'x y' --seed 3");
  }

  @Test
  void moreRoundsWithoutVerdictsAreRounds() throws Exception {
    assertThat(lines("25.plan.json", "\"--seed\", \"3\", \"--rounds\", \"2\"", 7, 0))
        .containsExactly("java -jar benchmarks.jar --seed 3 --rounds 7");
  }

  @Test
  void extensionAfterVerdictsIsAsked() throws Exception {
    assertThat(lines("plan.json", "\"--seed\", \"3\", \"--rounds\", \"5\"", 9, 9))
        .containsExactly(
            "java -jar benchmarks.jar jdks --seed 3 --rounds 5",
            "java -jar benchmarks.jar jdks --resume FOLDER --rounds 9");
  }

  @Test
  void runUntilDecidedIsOneCommand() throws Exception {
    assertThat(
            lines(
                "plan.json",
                "\"--seed\", \"3\", \"--until\", \"decided\", \"--rounds\", \"12\"",
                6,
                12))
        .containsExactly("java -jar benchmarks.jar jdks --seed 3 --until decided --rounds 12");
  }

  private List<String> lines(String name, String arguments, int rounds, int lastLook)
      throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve(name),
            "{\"run\":\"r\",\"arguments\":[%s],\"settings\":{\"seed\":3,\"rounds\":%d,\"last_look\":%d}}"
                .formatted(arguments, rounds, lastLook));
    return Reproduction.lines(List.of(plan), List.of(), List.of(), new ArrayList<>());
  }
}
