package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.Stacks;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiled cells made of lines of collapsed stacks. */
final class SampleProfiles {

  private SampleProfiles() {}

  static CellProfile profile(ProfileEvent event, double cost, String... lines) {
    try {
      Path file = Files.createTempFile("gatherbench-sample", ".collapsed");
      try {
        Files.write(file, List.of(lines));
        Stacks stacks = Stacks.read(Files.readAllLines(file).stream());
        return new CellProfile(event, stacks, HotMethods.of(stacks, event), cost, "stem");
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ProfiledCell cell(String jdk, String strategy, CellProfile... profiles) {
    return new ProfiledCell(
        jdk,
        "Gather " + strategy + ", 64 requests",
        "io.gatherbench.benchmark.GatherBenchmark.gather",
        Map.of("strategy", strategy, "client", client(strategy), "requests", "64"),
        1,
        List.of(profiles),
        1.0,
        1.1,
        "ms",
        "",
        Optional.empty());
  }

  /** Strategies differ in their clients too, as they do in plans. */
  private static String client(String strategy) {
    return strategy.equals("EVENT_LOOP") ? "VERTX" : "JDK";
  }

  /** A cell whose processor time was sampled, at this cost of a request. */
  static ProfiledCell cell(String jdk, String strategy, double cost, String... lines) {
    return cell(jdk, strategy, profile(ProfileEvent.CPU, cost, lines));
  }

  static ProfiledCell failed(String jdk, String strategy, String remark) {
    ProfiledCell cell = cell(jdk, strategy);
    return new ProfiledCell(
        jdk,
        cell.cell(),
        cell.benchmark(),
        cell.parameters(),
        1,
        List.of(),
        1,
        Double.NaN,
        "",
        remark,
        Optional.empty());
  }

  static ProfiledCell with(ProfiledCell cell, VirtualThreadCounts counts) {
    return new ProfiledCell(
        cell.jdk(),
        cell.cell(),
        cell.benchmark(),
        cell.parameters(),
        cell.repetition(),
        cell.profiles(),
        cell.measured(),
        cell.profiled(),
        cell.unit(),
        cell.remark(),
        Optional.of(counts));
  }
}
