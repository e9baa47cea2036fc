package io.gatherbench.run;

import io.gatherbench.plan.Variant;
import io.gatherbench.results.ContainerLimits;
import io.gatherbench.results.ForkRule;
import io.gatherbench.results.MachineFacts;
import io.gatherbench.results.MachineLoad;
import io.gatherbench.run.jdk.JvmReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Warnings of what is likely to spoil a run on a machine, each with a remedy, a line each. */
final class Warnings {

  private static final int MOST_NAMED = 3;

  private Warnings() {}

  /** Returns the warnings. */
  static List<String> of(MachineFacts facts, ContainerLimits limits, MachineLoad before) {
    List<String> warnings = new ArrayList<>();
    before.busy().stream()
        .limit(MOST_NAMED)
        .forEach(
            process ->
                warnings.add(
                    String.format(
                        Locale.ROOT,
                        "%s (process %d) keeps %.1f cores busy; stop it, or wait until it is done",
                        process.name(),
                        process.pid(),
                        process.cores())));
    if (before.stealPercent() > ForkRule.MOST_STEAL_PERCENT) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the hypervisor gives %.1f %% of the processors' time to others; use a machine of"
                  + " one's own, or another hour",
              before.stealPercent()));
    }
    if (facts.governor().contains("powersave")) {
      warnings.add(
          "the processors' governor is powersave; sudo cpupower frequency-set -g performance");
    }
    if (facts.power().equals("battery")) {
      warnings.add("the machine runs on its battery, which slows it down; plug it in");
    }
    limits
        .processors()
        .filter(quota -> quota < facts.coresOnline())
        .ifPresent(
            quota ->
                warnings.add(
                    String.format(
                        Locale.ROOT,
                        "the container may use %.1f of %d processors and is paused when it has"
                            + " used them up; give it whole processors (--cpuset-cpus)",
                        quota,
                        facts.coresOnline())));
    return warnings;
  }

  /** Returns whose sockets are on NIO for want of the system's own transport, a line each. */
  static List<String> ofTransports(String stub, boolean ownStub, Variant variant) {
    List<String> warnings = new ArrayList<>();
    JvmReport.lackOfTransport(variant.jdk().resources().transport())
        .ifPresent(lack -> warnings.add("Vert.x in the forks is on " + lack));
    if (ownStub && stub.contains(" nio ")) {
      JvmReport.lackOfTransport(JvmReport.transport())
          .ifPresent(lack -> warnings.add("the stub is on " + lack));
    }
    return warnings;
  }
}
