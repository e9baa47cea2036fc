package io.gatherbench.run;

import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The processors of forks and stub, as {@code taskset -c} takes them; empty if both share all.
 * Forks inherit the processors of the process that hosts the run.
 */
public record Pinning(String client, String stub) {

  /** Client and stub share all processors. */
  public static final Pinning NONE = new Pinning("", "");

  private static final String OPTION = "--pin";
  private static final String CPUS = "--cpus";
  private static final String STATUS = "proc/self/status";
  private static final String ALLOWED_LIST = "Cpus_allowed_list";
  private static final String FORM =
      "client=0-3 stub=4-5, lists of processors that are not the same";
  private static final String EITHER = "--pin or --cpus";
  private static final String LIST = "\\d{1,4}(?:-\\d{1,4})?(?:,\\d{1,4}(?:-\\d{1,4})?)*";
  private static final Pattern LISTS = Pattern.compile("client=(" + LIST + ") stub=(" + LIST + ")");

  /**
   * Reads the option's value, such as {@code client=0-3} and {@code stub=4-5}.
   *
   * @throws UnusableInputException if they overlap, or this process may not use them
   */
  public static Pinning parse(List<String> words) throws UnusableInputException {
    String given = String.join(" ", words);
    Matcher lists = LISTS.matcher(words.stream().sorted().collect(Collectors.joining(" ")));
    if (!lists.matches()) {
      throw new UnusableInputException(OPTION, given, FORM);
    }
    BitSet client = processors(lists.group(1));
    BitSet stub = processors(lists.group(2));
    String usable = usable(OPTION, given);
    BitSet beyond = (BitSet) client.clone();
    beyond.or(stub);
    beyond.andNot(processors(usable));
    if (client.isEmpty() || stub.isEmpty() || client.intersects(stub) || !beyond.isEmpty()) {
      throw new UnusableInputException(OPTION, given, FORM + ", out of " + usable);
    }
    return new Pinning(lists.group(1), lists.group(2));
  }

  /**
   * Returns the pinning of forks to a number of processors, the first ones that this process may
   * use. The stub has the others; it shares those of the forks where there are no others.
   *
   * @throws UnusableInputException if this process may not use as many
   */
  public static Pinning ofCpus(int count) throws UnusableInputException {
    int[] usable = processors(usable(CPUS, "" + count)).stream().toArray();
    if (count > usable.length) {
      throw new UnusableInputException(
          CPUS, "" + count, "1 to " + usable.length + ", the processors that may be used here");
    }
    return count == usable.length
        ? NONE
        : new Pinning(list(usable, 0, count), list(usable, count, usable.length));
  }

  /** Returns the processors that this process may use, as the kernel lists them. */
  private static String usable(String option, String given) throws UnusableInputException {
    return ofThisProcess().orElseThrow(() -> new UnusableInputException(option, given, "on Linux"));
  }

  private static String list(int[] processors, int from, int to) {
    return Arrays.stream(processors, from, to)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  /** Reads what {@link #toString} wrote; refuses processors that this process may not use. */
  static Pinning ofPlan(String text) throws UnusableInputException {
    return text.isEmpty() ? NONE : parse(List.of(text.split(" ")));
  }

  /** Something that starts JVMs. */
  public interface Probe<T> {
    T run() throws UnusableInputException;
  }

  /**
   * Returns what JVMs say of themselves on the processors of the forks, by which they choose their
   * collector and heap. This process is pinned meanwhile.
   */
  public <T> T probe(Probe<T> probe) throws UnusableInputException {
    String before = pinThisProcess();
    try {
      return probe.run();
    } finally {
      restore(before);
    }
  }

  /**
   * Pins this process, with the forks that it will start, and the stub to their processors.
   *
   * @return the processors of this process before, for {@link #restore}; empty if nothing is pinned
   */
  String apply(long stubProcess) throws UnusableInputException {
    if (!stub.isEmpty()) {
      pin(stubProcess, stub);
    }
    return pinThisProcess();
  }

  private String pinThisProcess() throws UnusableInputException {
    if (client.isEmpty()) {
      return "";
    }
    String before = ofThisProcess().orElse("");
    pin(ProcessHandle.current().pid(), client);
    return before;
  }

  /** Gives this process the processors that it had; does nothing if there is no list of them. */
  static void restore(String processors) throws UnusableInputException {
    if (!processors.isEmpty()) {
      pin(ProcessHandle.current().pid(), processors);
    }
  }

  private static Optional<String> ofThisProcess() {
    return KernelFiles.ofThisMachine().field(STATUS, ALLOWED_LIST);
  }

  /** Returns the option's value; empty where nothing is pinned. */
  @Override
  public String toString() {
    return client.isEmpty() ? "" : "client=" + client + " stub=" + stub;
  }

  String description() {
    return client.isEmpty() ? "cores=shared" : "cores=" + stub + " client-cores=" + client;
  }

  /** Moves all threads of a process; those that they start inherit it. */
  static void pin(long process, String processors) throws UnusableInputException {
    String pid = Long.toString(process);
    try {
      ProgramOutput taskset =
          ProgramOutput.of(
              List.of("taskset", "--all-tasks", "--cpu-list", "--pid", processors, pid));
      if (taskset.status() != 0) {
        String allowed = FORM + " (" + String.join(" ", taskset.lines()) + ")";
        throw new UnusableInputException(EITHER, processors, allowed);
      }
    } catch (IOException e) {
      throw new UnusableInputException(EITHER, processors, "where there is taskset (util-linux)");
    }
  }

  private static BitSet processors(String list) {
    BitSet processors = new BitSet();
    for (String range : list.split(",")) {
      int[] ends = Arrays.stream(range.split("-")).mapToInt(Integer::parseInt).toArray();
      if (ends[0] <= ends[ends.length - 1]) {
        processors.set(ends[0], ends[ends.length - 1] + 1);
      }
    }
    return processors;
  }
}
