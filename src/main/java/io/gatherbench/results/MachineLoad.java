package io.gatherbench.results;

import io.gatherbench.results.KernelFiles.MachineTicks;
import io.gatherbench.results.KernelFiles.ProcessTimes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The load of a machine between two moments, without this run's.
 *
 * @param stealPercent processor time that the hypervisor gave to others, 0 to 100
 * @param busy other processes that used more than {@link #BUSY_CORES} of a processor, busiest first
 */
public record MachineLoad(double stealPercent, List<BusyProcess> busy) {

  /** Share of one processor up to which a process is not listed. */
  public static final double BUSY_CORES = 0.1;

  /** A process that was at work, and how many processors it kept busy. */
  public record BusyProcess(long pid, String name, double cores) {}

  /** All processes at one moment. Immutable. */
  public static final class Moment {

    private final Map<Long, ProcessTimes> processes;
    private final MachineTicks ticks;

    private Moment(Map<Long, ProcessTimes> processes, MachineTicks ticks) {
      this.processes = processes;
      this.ticks = ticks;
    }

    /** Returns the load until a later moment, without this process and those it started. */
    public MachineLoad until(Moment later) {
      double passed = later.ticks.total() - ticks.total();
      if (passed <= 0) {
        return new MachineLoad(0, List.of());
      }
      Set<Long> own = later.family(ProcessHandle.current().pid());
      List<BusyProcess> busy =
          later.processes.entrySet().stream()
              .filter(entry -> !own.contains(entry.getKey()))
              .map(entry -> busy(entry.getKey(), entry.getValue(), passed / ticks.processors()))
              .filter(process -> process.cores() > BUSY_CORES)
              .sorted(Comparator.comparingDouble(BusyProcess::cores).reversed())
              .toList();
      return new MachineLoad(100 * (later.ticks.stolen() - ticks.stolen()) / passed, busy);
    }

    private BusyProcess busy(long pid, ProcessTimes now, double ticks) {
      ProcessTimes before = processes.get(pid);
      return new BusyProcess(
          pid, now.name(), (worked(now) - (before == null ? 0 : worked(before))) / ticks);
    }

    private static long worked(ProcessTimes times) {
      return times.userTicks() + times.systemTicks();
    }

    private Set<Long> family(long ancestor) {
      Set<Long> family = new HashSet<>(Set.of(ancestor));
      boolean grown = true;
      while (grown) {
        grown = false;
        for (Map.Entry<Long, ProcessTimes> process : processes.entrySet()) {
          grown |= family.contains(process.getValue().parent()) && family.add(process.getKey());
        }
      }
      return family;
    }
  }

  /** Reads the processes of a machine; none except on Linux. */
  public static Moment look(KernelFiles files) {
    Map<Long, ProcessTimes> processes = new HashMap<>();
    for (String name : files.names("proc")) {
      if (name.matches("\\d+")) {
        files.processTimes(name).ifPresent(times -> processes.put(Long.valueOf(name), times));
      }
    }
    return new Moment(processes, files.machineTicks().orElse(new MachineTicks(0, 0, 1)));
  }
}
