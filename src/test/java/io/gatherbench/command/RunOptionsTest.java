package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.run.jmh.PlanRequest;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which words of a command line a run is recognised by. */
class RunOptionsTest {

  @Test
  void optionsComeBeforeTheWordsOfJmh() throws Exception {
    PlanRequest request =
        parse("-i 3 --rounds=2 -p a=b --jdk x --no-costs --jdk y --out here Gather --seed 7");
    assertThat(request.arguments())
        .containsExactly(
            "--rounds",
            "2",
            "--jdk",
            "x",
            "--jdk",
            "y",
            "--no-costs",
            "--seed",
            "7",
            "-i",
            "3",
            "-p",
            "a=b",
            "Gather");
    assertThat(request.jmh()).containsExactly("-i", "3", "-p", "a=b", "Gather");
    assertThat(request.settings().seed()).isEqualTo(7);
  }

  @Test
  void resumeAloneSaysNothingElse() throws Exception {
    assertThat(parse("--resume here").arguments()).isEmpty();
  }

  @Test
  void lastOfRepeatedValuesCounts() throws Exception {
    PlanRequest request = parse("--rounds 2 --rounds 3");
    assertThat(request.settings().rounds()).isEqualTo(3);
    assertThat(request.arguments()).endsWith("--rounds", "3");
  }

  private static PlanRequest parse(String words) throws Exception {
    JdksCommand command = new JdksCommand(new Console(System.out, System.err));
    new CommandLine(command)
        .setOverwrittenOptionsAllowed(true)
        .setPosixClusteredShortOptionsAllowed(false)
        .parseArgs(words.split(" "));
    return command.request();
  }
}
