package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "io.gatherbench.benchmark.load.LoadBenchmark.sustain, --seed, load",
    "io.gatherbench.benchmark.load.LoadBenchmark.measure, --plan, jdks",
    "FirstGather, --requests, first",
    "demo.Work.first, --base, gate",
    "demo.Work.first, --jar, jdks"
  })
  void commandIsThatOfThePlan(String benchmark, String option, String command) throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.json"),
            """
            {"arguments": ["%s", "9", "--seed", "3"], "cells": [{"benchmark": "%s"}]}
            """
                .formatted(option, benchmark));
    assertThat(Reproduction.lines(List.of(plan, plan), List.of(), List.of(), new ArrayList<>()))
        .containsExactly("java -jar benchmarks.jar " + command + " " + option + " 9 --seed 3");
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
