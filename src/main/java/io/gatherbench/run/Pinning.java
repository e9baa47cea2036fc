package io.gatherbench.run;

import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.ProgramOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
  private static final String FORM =
      "client=0-3 stub=4-5, lists of processors that are not the same";
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
    String usable =
        KernelFiles.ofThisMachine()
            .field("proc/self/status", "Cpus_allowed_list")
            .orElseThrow(() -> new UnusableInputException(OPTION, given, "on Linux"));
    BitSet beyond = (BitSet) client.clone();
    beyond.or(stub);
    beyond.andNot(processors(usable));
    if (client.isEmpty() || stub.isEmpty() || client.intersects(stub) || !beyond.isEmpty()) {
      throw new UnusableInputException(OPTION, given, FORM + ", out of " + usable);
    }
    return new Pinning(lists.group(1), lists.group(2));
  }

  /** Reads what {@link #toString} wrote; refuses processors that this process may not use. */
  static Pinning ofPlan(String text) throws UnusableInputException {
    return text.isEmpty() ? NONE : parse(List.of(text.split(" ")));
  }

  /** Pins this process, with the forks that it will start, and the stub to their processors. */
  void apply(long stubProcess) throws UnusableInputException {
    if (!client.isEmpty()) {
      pin(stubProcess, stub);
      pin(ProcessHandle.current().pid(), client);
    }
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
        throw new UnusableInputException(OPTION, processors, allowed);
      }
    } catch (IOException e) {
      throw new UnusableInputException(OPTION, processors, "where there is taskset (util-linux)");
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
