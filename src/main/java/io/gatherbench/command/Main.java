package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.strategy.Compatibility;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Entry point of the jar: the tree of commands, and the status that each outcome gives. */
public final class Main {

  /** Exit status: everything was measured and is valid. */
  static final int DONE = 0;

  /** Exit status: measured, but something is void. */
  static final int SOMETHING_VOID = 1;

  /** Exit status: compared, and a gate of the user's has failed. */
  static final int GATE_FAILED = 1;

  /** Exit status: the input cannot be used. */
  static final int UNUSABLE_INPUT = 2;

  /** Exit status: a mistake of gatherbench; EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL_ERROR = 70;

  /** Exit status: output cannot be written; EX_IOERR of sysexits.h. */
  static final int UNWRITABLE_OUTPUT = 74;

  /** Exit status: nothing reads standard output any more; that of programs which SIGPIPE ends. */
  static final int READER_GONE = 141;

  /** Exit status: ended with the process that launched this one. */
  static final int KILLED = 137;

  static final String PROGRAM = "java -jar benchmarks.jar";

  private static final int WIDTH = 100;

  /** Commands by name, in the order of the help. */
  private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("jdks", JdksCommand::new);
    COMMANDS.put("gate", GateCommand::new);
    COMMANDS.put("load", LoadCommand::new);
    COMMANDS.put("first", FirstCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("profile", ProfileCommand::new);
    COMMANDS.put("trace", TraceCommand::new);
    COMMANDS.put("stub", StubCommand::new);
    COMMANDS.put("generate-completion", CompletionCommand::new);
  }

  /** Those without JMH, which need no second process and take signals themselves. */
  private static final Set<String> WITHOUT_JMH =
      Set.of("stub", "compare", "report", "generate-completion", "--version", "-V");

  /** Other words for help, some of them JMH's, and for the version. */
  private static final Map<String, String> OTHERS =
      Map.of("-help", "--help", "-?", "--help", "version", "--version", "-version", "--version");

  private final Console console;
  private final BooleanSupplier toPipe;

  Main(PrintStream out, PrintStream err) {
    this(new Console(out, err), Console::isPipe);
  }

  /** Creates an entry point; {@code toPipe} tells whether the console's output goes to a pipe. */
  Main(Console console, BooleanSupplier toPipe) {
    this.console = console;
    this.toPipe = toPipe;
  }

  /** Runs a command line and ends the process with its status. */
  public static void main(String[] arguments) {
    Main main = new Main(System.out, System.err);
    int status;
    try {
      status = main.start(List.of(arguments));
    } catch (Throwable e) {
      status = main.status(e);
    }
    System.exit(status);
  }

  private int start(List<String> words) {
    if (words.isEmpty() || !WITHOUT_JMH.contains(words.get(0))) {
      OptionalInt status = Relauncher.runInstead(words);
      if (status.isPresent()) {
        return status.getAsInt();
      }
    }
    sameBlackholesEverywhere();
    return run(words);
  }

  int run(List<String> arguments) {
    List<String> words = asOptions(arguments);
    // Only the first word can name a command: all later ones may be values of JMH's options.
    boolean named = !words.isEmpty() && COMMANDS.containsKey(words.get(0));
    int status;
    try {
      status =
          commandLine(named ? Set.of(words.get(0)) : Set.of())
              .execute(words.toArray(String[]::new));
    } catch (Throwable e) {
      // A JVM that ends with an uncaught error has the status of a failed gate.
      status = status(e);
    }
    if (console.out().checkError() && status == DONE) {
      // A JVM ignores SIGPIPE, and a PrintStream keeps no exception, whose text would depend on the
      // locale. But a pipe is never full: writing to one fails only once its reader has gone.
      if (toPipe.getAsBoolean()) {
        return READER_GONE;
      }
      console.err().println("gatherbench: standard output cannot be written: it is full or closed");
      return UNWRITABLE_OUTPUT;
    }
    return status;
  }

  /** Returns a command as the arguments say that a plan was begun with. */
  static <C> C parsed(Console console, String name, List<String> arguments, Class<C> type) {
    List<String> words = new ArrayList<>(List.of(name));
    words.addAll(arguments);
    CommandSpec spec =
        commandLine(console).parseArgs(words.toArray(String[]::new)).subcommand().commandSpec();
    return type.cast(spec.userObject());
  }

  static CommandLine commandLine(Console console) {
    return new Main(console, Console::isPipe).commandLine(COMMANDS.keySet());
  }

  private CommandLine commandLine(Collection<String> names) {
    CommandLine line = new CommandLine(new MeasureCommand(console));
    for (String name : names) {
      CommandLine command = new CommandLine(COMMANDS.get(name).apply(console));
      CommandSpec spec = command.getCommandSpec();
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Shows this and ends.")
              .build());
      layOut(spec.usageMessage());
      if (!WITHOUT_JMH.contains(name)) {
        nameProvidedClients(command);
      }
      line.addSubcommand(name, command);
    }
    UsageMessageSpec help = line.getCommandSpec().version(Console.version()).usageMessage();
    layOut(help);
    help.footer(MeasureCommand.withStrategies(help.footer()));
    nameProvidedClients(line);
    return line.setOut(new PrintWriter(console.out(), true))
        .setErr(new PrintWriter(console.err(), true))
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setUsageHelpWidth(WIDTH)
        // JMH's words are passed on as they are.
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, words) -> unusable(UsageErrors.of(e)))
        .setExecutionExceptionHandler((e, command, parsed) -> status(e));
  }

  private static void layOut(UsageMessageSpec help) {
    help.sortOptions(false)
        .abbreviateSynopsis(true)
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .footerHeading("%n");
  }

  /** Adds them to the help only, and when it is printed: they are code of others. */
  private static void nameProvidedClients(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> {
              String names = String.join(", ", Compatibility.providedNames());
              return help.footer()
                  + (names.isEmpty() ? "" : "%nClients of the class path: %s%n".formatted(names));
            });
  }

  /** Returns how this program was started: a class path that brings clients is part of that. */
  static String invocation() {
    return Compatibility.providedNames().isEmpty()
        ? PROGRAM
        : "java -cp '%s' %s".formatted(System.getProperty("java.class.path"), Main.class.getName());
  }

  /** Replaces other words for help and the version by their options. */
  private static List<String> asOptions(List<String> arguments) {
    if (arguments.size() == 1 && OTHERS.containsKey(arguments.get(0))) {
      return List.of(OTHERS.get(arguments.get(0)));
    }
    if (!arguments.isEmpty() && arguments.get(0).equals("help")) {
      List<String> words = new ArrayList<>(arguments.subList(1, arguments.size()));
      words.add("--help");
      return words;
    }
    return arguments;
  }

  /** Reports what went wrong, and returns the status that it gives. */
  private int status(Throwable e) {
    if (e instanceof UnusableInputException input) {
      return unusable(input);
    }
    if (e instanceof UnwritableOutputException output) {
      console.err().println("gatherbench: " + output.getMessage());
      return UNWRITABLE_OUTPUT;
    }
    return internalError(e);
  }

  private int unusable(UnusableInputException e) {
    console.err().println("gatherbench: " + e.getMessage());
    return UNUSABLE_INPUT;
  }

  private int internalError(Throwable e) {
    String request = "gatherbench: a mistake of gatherbench; please report it with these lines: ";
    console.err().println(request + e);
    e.printStackTrace(console.err());
    return INTERNAL_ERROR;
  }

  /** Sets the blackholes that all HotSpots have: JMH would choose by the host JVM for any fork. */
  private static void sameBlackholesEverywhere() {
    String vm = System.getProperty("java.vm.name", "");
    if (System.getProperty("jmh.blackhole.mode") == null && vm.contains("Server VM")) {
      System.setProperty("jmh.blackhole.mode", "COMPILER");
    }
  }

  /** {@code generate-completion}: completion of commands and options in bash and zsh. */
  @Command(
      description = {
        "Prints a script that completes commands and options in bash and zsh.",
        "",
        "  alias gatherbench='java -jar /path/to/benchmarks.jar'",
        "  source <(gatherbench generate-completion)"
      })
  private static final class CompletionCommand implements Callable<Integer> {

    private static final String ALIAS = "gatherbench";

    private final Console console;

    CompletionCommand(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      CommandLine all = commandLine(console).setCommandName(ALIAS);
      console.out().print(AutoComplete.bash(ALIAS, all));
      console.out().flush();
      return DONE;
    }
  }
}
