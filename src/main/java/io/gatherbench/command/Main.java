package io.gatherbench.command;

import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TargetJdk;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Entry point of the jar: decides which command is meant, and turns its outcome into a status. */
public final class Main {

  /** Exit status: everything was measured and is valid. */
  static final int DONE = 0;

  /** Exit status: measured, but something is void. */
  static final int SOMETHING_VOID = 1;

  /** Exit status: compared, and it came out as it must not. */
  static final int GATE_FAILED = 1;

  /** Exit status: the input cannot be used. */
  static final int UNUSABLE_INPUT = 2;

  /** Exit status: ended with the process that launched this one. */
  static final int KILLED = 137;

  /** Other ways to ask for {@code -h}, which is JMH's. */
  private static final Set<String> HELP = Set.of("--help", "help", "-help", "-?");

  private static final Set<String> VERSION = Set.of("--version", "-version", "version", "-V");

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command line and ends the process with its status. */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    // These have nothing of JMH in them, so need no second process, and take signals themselves.
    if (!isStub(words) && !isComparison(words) && !isReport(words)) {
      OptionalInt status = Relauncher.runInstead(words);
      if (status.isPresent()) {
        System.exit(status.getAsInt());
      }
    }
    sameBlackholesEverywhere();
    System.exit(new Main(System.out, System.err).run(words));
  }

  /** Runs a command line and returns its exit status. */
  int run(List<String> arguments) {
    try {
      if (isStub(arguments)) {
        return new StubCommand(out).run(arguments.subList(1, arguments.size()));
      }
      if (!arguments.isEmpty() && arguments.get(0).equals("trace")) {
        return new TraceCommand(out).run(arguments.subList(1, arguments.size()));
      }
      if (isComparison(arguments)) {
        return new CompareCommand(out).run(arguments.subList(1, arguments.size()));
      }
      if (isReport(arguments)) {
        return new ReportCommand(out, err).run(arguments.subList(1, arguments.size()));
      }
      if (!arguments.isEmpty() && arguments.get(0).equals("jdks")) {
        return new JdksCommand(out, err).run(arguments.subList(1, arguments.size()));
      }
      if (!arguments.isEmpty() && arguments.get(0).equals("profile")) {
        return new ProfileCommand(out, err).run(arguments.subList(1, arguments.size()));
      }
      if (arguments.size() == 1 && VERSION.contains(arguments.get(0))) {
        BuildInfo build = BuildInfo.current();
        out.println("gatherbench " + build.version() + " (" + build.commit() + ")");
        return DONE;
      }
      if (arguments.size() == 1 && HELP.contains(arguments.get(0))) {
        return run(List.of("-h"));
      }
      RunOptions options = RunOptions.parse(arguments);
      List<String> remaining = options.remaining();
      if (remaining.isEmpty()) {
        return new HeadlineCommand(out, err).run(options, TargetJdk.ownExecutable());
      }
      if (remaining.size() == 2 && remaining.get(0).equals("-jvm")) {
        return new HeadlineCommand(out, err).run(options, remaining.get(1));
      }
      return new JmhCommand(out).run(options);
    } catch (UnusableInputException e) {
      err.println("gatherbench: " + e.getMessage());
      return UNUSABLE_INPUT;
    }
  }

  private static boolean isStub(List<String> arguments) {
    return !arguments.isEmpty() && arguments.get(0).equals("stub");
  }

  private static boolean isComparison(List<String> arguments) {
    return !arguments.isEmpty() && arguments.get(0).equals("compare");
  }

  private static boolean isReport(List<String> arguments) {
    return !arguments.isEmpty() && arguments.get(0).equals("report");
  }

  /**
   * JMH picks the kind of blackholes by what the host JVM can, for forks on any JVM. All HotSpots
   * from 17 on can have the compiler's, so it is settled here: one less thing that differs.
   */
  private static void sameBlackholesEverywhere() {
    String vm = System.getProperty("java.vm.name", "");
    if (System.getProperty("jmh.blackhole.mode") == null && vm.contains("Server VM")) {
      System.setProperty("jmh.blackhole.mode", "COMPILER");
    }
  }
}
