package io.gatherbench.results;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine did between two moments besides this run.
 *
 * @param stealPercent the share of the processors' time that the hypervisor gave to others, 0 to
 *     100
 * @param busy other processes that used more than {@link #BUSY_CORES} of a processor, busiest first
 */
public record MachineLoad(double stealPercent, List<BusyProcess> busy) {

  /** Below this share of one processor a process is not worth a word. */
  public static final double BUSY_CORES = 0.1;

  /**
   * A process that was at work.
   *
   * @param pid its id
   * @param name the name of its program
   * @param cores how many processors it kept busy
   */
  public record BusyProcess(long pid, String name, double cores) {}

  /** A process at one moment: who started it, and its processor time in the kernel's ticks. */
  private record ProcessTimes(String name, long parent, long ticks) {}

  /**
   * All processes at one moment. Immutable.
   *
   * @see #until
   */
  public static final class Moment {

    private final Map<Long, ProcessTimes> processes;
    private final long totalTicks;
    private final long stealTicks;
    private final int processors;

    private Moment(
        Map<Long, ProcessTimes> processes, long totalTicks, long stealTicks, int processors) {
      this.processes = processes;
      this.totalTicks = totalTicks;
      this.stealTicks = stealTicks;
      this.processors = processors;
    }

    /** What happened until a later moment, apart from this process and those it started. */
    public MachineLoad until(Moment later) {
      double passed = later.totalTicks - totalTicks;
      if (passed <= 0) {
        return new MachineLoad(0, List.of());
      }
      Set<Long> own = later.family(ProcessHandle.current().pid());
      List<BusyProcess> busy =
          later.processes.entrySet().stream()
              .filter(entry -> !own.contains(entry.getKey()))
              .map(entry -> busy(entry.getKey(), entry.getValue(), passed / processors))
              .filter(process -> process.cores() > BUSY_CORES)
              .sorted(Comparator.comparingDouble(BusyProcess::cores).reversed())
              .toList();
      return new MachineLoad(100 * (later.stealTicks - stealTicks) / passed, busy);
    }

    private BusyProcess busy(long pid, ProcessTimes now, double ticks) {
      ProcessTimes before = processes.get(pid);
      long worked = now.ticks() - (before == null ? 0 : before.ticks());
      return new BusyProcess(pid, now.name(), worked / ticks);
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

  /** Looks at the processes of a machine; where the kernel does not tell, there are none. */
  public static Moment look(KernelFiles files) {
    Map<Long, ProcessTimes> processes = new HashMap<>();
    for (String name : files.names("proc")) {
      if (name.matches("\\d+")) {
        files
            .text("proc/" + name + "/stat")
            .flatMap(MachineLoad::parse)
            .ifPresent(times -> processes.put(Long.valueOf(name), times));
      }
    }
    String[] all =
        files
            .text("proc/stat")
            .map(text -> text.lines().findFirst().orElse(""))
            .orElse("")
            .split(" +");
    long total = 0;
    // user nice system idle iowait irq softirq steal; guests' time is in user's already.
    for (int i = 1; i < Math.min(all.length, 9); i++) {
      total += Long.parseLong(all[i]);
    }
    long steal = all.length > 8 ? Long.parseLong(all[8]) : 0;
    long processors =
        files.text("proc/stat").stream()
            .flatMap(String::lines)
            .filter(line -> line.matches("cpu\\d+ .*"))
            .count();
    return new Moment(processes, total, steal, (int) Math.max(1, processors));
  }

  /** The name stands in brackets and may hold any character; see {@code proc_pid_stat(5)}. */
  private static Optional<ProcessTimes> parse(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    String[] rest = stat.substring(close + 2).split(" ");
    return Optional.of(
        new ProcessTimes(
            stat.substring(open + 1, close),
            Long.parseLong(rest[1]),
            Long.parseLong(rest[11]) + Long.parseLong(rest[12])));
  }
}
