package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Share;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.report.text.HeadlineAnswer;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.RunTable;
import io.gatherbench.report.text.ValiditySummary;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.ShellWord;
import io.gatherbench.run.JmhSession;
import io.gatherbench.run.Pinning;
import io.gatherbench.run.PlanRuns;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.run.jmh.BenchmarkFinder;
import io.gatherbench.run.jmh.Headline;
import io.gatherbench.run.jmh.JmhOptions;
import io.gatherbench.run.jmh.PlanRequest;
import io.gatherbench.strategy.Strategy;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The default command: the headline plan, or JMH's own command line. */
@Command(
    name = Main.PROGRAM,
    customSynopsis = {
      "java -jar benchmarks.jar [OPTIONS]                 the headline plan, a quarter of an hour",
      "       java -jar benchmarks.jar -jvm PATH/bin/java        the same on another JDK",
      "       java -jar benchmarks.jar REGEX [JMH options]       any benchmark, any parameters",
      "       java -jar benchmarks.jar COMMAND                   one of the commands below"
    },
    description = "gatherbench: which way of making many HTTP calls at once on the JVM is fastest?",
    commandListHeading = "%nCommands (COMMAND --help tells more):%n",
    footer = {
      "Parameters of benchmarks that gather, each -p name=value[,value…]:",
      "  strategy   " + MeasureCommand.STRATEGIES,
      "  client     JDK, VERTX, APACHE, OKHTTP, JETTY, REACTOR_NETTY; default: the one that each",
      "             strategy is idiomatic with",
      "  protocol   HTTP_1_1, H2C; over TLS HTTPS_1_1, H2",
      "  executor   inside java.net.http: cached (its default), virtual, direct, fixed:N",
      "  requests   requests in a gather, 1 to 10000",
      "  latency    how long the stub delays each response: 10ms, 500us, 1.5s",
      "  poolSize   threads of THREAD_POOL, 1 to 10000, or 'requests': as many as requests",
      "  maxInFlight  most requests in flight of the BOUNDED strategies, 1 to 10000",
      "  warmUpRequests  most in each part of the warm-up, 0 to 1000000 (default)",
      "  target     http://host:port of a stub that runs already",
      "",
      "Exit status: 0 done, 1 something is void, 2 unusable input, 70 a mistake of gatherbench,",
      "74 output cannot be written, 130 and 143 stopped by a signal, 141 nothing reads the output.",
    })
final class MeasureCommand implements Callable<Integer> {

  /** Placeholder for the names of the strategies in the help. */
  static final String STRATEGIES = "STRATEGIES";

  /** With fewer, an interval that happens to be narrow would often end the run. */
  private static final int FORKS_BEFORE_PRECISION = 5;

  private static final int HELP_WIDTH = 88;

  private final Console console;

  @Mixin private RunOptions.WithCosts plan;

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      converter = Precision.class,
      description =
          "Headline plan: adds forks until each interval reaches no further than such as "
              + "3%%, or until --max-time is up.")
  private double precision;

  @Option(
      names = "--pin",
      paramLabel = "'client=CPUS stub=CPUS'",
      parameterConsumer = Pin.class,
      description = "Processors for the forks and for the stub, such as client=0-3 stub=4-5.")
  private Pinning pinning = Pinning.NONE;

  @Option(
      names = {"-h", "--help"},
      description = "Shows this and JMH's help, and ends.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version and ends.")
  private boolean version;

  @Unmatched private List<String> jmh = new ArrayList<>();

  @Spec private CommandSpec spec;

  MeasureCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    if (help) {
      printsHelpOrList(JmhOptions.parse(List.of("-h")));
      return Main.DONE;
    }
    plan.check(precision);
    ParseResult parsed = spec.commandLine().getParseResult();
    if (jmh.isEmpty()) {
      return headline(parsed, JdkProbe.ownExecutable());
    }
    if (jmh.size() == 2 && jmh.get(0).equals("-jvm")) {
      return headline(parsed, jmh.get(1));
    }
    JmhOptions options = JmhOptions.parse(jmh);
    if (printsHelpOrList(options)) {
      return Main.DONE;
    }
    for (String option :
        List.of("--precision", "--until", "--rounds", "--fork-limit", "--resume")) {
      if (parsed.hasMatchedOption(option)) {
        throw new UnusableInputException(
            option, given(parsed, option), "in the headline plan; with a benchmark, -f and -to");
      }
    }
    if (parsed.hasMatchedOption("--seed")) {
      throw new UnusableInputException(
          "--seed", given(parsed, "--seed"), "in a plan: JMH has an order of its own");
    }
    if (plan.pinned) {
      throw new UnusableInputException(
          "--pinning is for the headline plan; with a benchmark:"
              + " -prof io.gatherbench.benchmark.evidence.PinningProfiler");
    }
    return measure(options);
  }

  /** Returns lines of the help with the names of all strategies. */
  static String[] withStrategies(String[] help) {
    return Stream.of(help)
        .flatMap(line -> line.contains(STRATEGIES) ? strategies(line) : Stream.of(line))
        .toArray(String[]::new);
  }

  private static Stream<String> strategies(String line) {
    String indent = " ".repeat(line.indexOf(STRATEGIES));
    List<String> lines = new ArrayList<>();
    String text = line.replace(STRATEGIES, "");
    for (Strategy strategy : Strategy.values()) {
      if (text.length() + strategy.name().length() > HELP_WIDTH) {
        lines.add(text.stripTrailing());
        text = indent;
      }
      text += strategy + ", ";
    }
    lines.add(text.replaceFirst(", $", ""));
    return lines.stream();
  }

  /** Prints help or a list if JMH's options request one; returns true if so. */
  private boolean printsHelpOrList(JmhOptions options) throws UnusableInputException {
    try {
      if (options.shouldHelp()) {
        Main.commandLine(console).usage(console.out());
        console.out().println("%nJMH's options:%n".formatted());
        console.out().flush();
        options.showHelp();
      } else if (options.shouldList()) {
        new Runner(BenchmarkFinder.chosen(options)).list();
      } else if (options.shouldListWithParams()) {
        new Runner(BenchmarkFinder.chosen(options)).listWithParams(options);
      } else if (options.shouldListProfilers()) {
        options.listProfilers();
      } else if (options.shouldListResultFormats()) {
        options.listResultFormats();
      } else {
        return false;
      }
      return true;
    } catch (IOException e) {
      throw new UnusableInputException("JMH cannot list: " + e.getMessage());
    }
  }

  private int measure(JmhOptions options) throws UnusableInputException {
    TemporaryFolder.check();
    PrintStream out = console.out();
    JmhSession.Outcome outcome =
        new JmhSession(options, Relauncher.userFlags(), pinning, !plan.noCosts)
            .run(plan.out, remark -> out.println("# " + remark));
    out.println();
    outcome
        .stubDeath()
        .ifPresent(
            death -> console.err().println("gatherbench: " + death + "; what followed is void"));
    RunTable.lines(outcome.rows()).forEach(out::println);
    out.println();
    ValiditySummary.lines(outcome.rows()).forEach(out::println);
    console.drift(outcome.drift());
    out.println(
        outcome.rows().isEmpty()
            ? "Rows: none, because nothing was measured"
            : "Rows: " + outcome.files().csv() + "   JSON: " + outcome.files().json());
    HeadlineAnswer answer =
        new HeadlineAnswer(CellAggregator.ranked(outcome.rows()), HeadlineCommand::otherClient);
    if (answer.isOfOneSituation()) {
      answer.sentences().forEach(sentence -> LineWrap.lines(sentence).forEach(out::println));
    } else if (answer.cells().stream().anyMatch(cell -> cell.standing().isPresent())) {
      String each = "Cells of several situations, each with an answer of its own: %s report %s";
      Object rows = ShellWord.quoted(outcome.files().csv());
      LineWrap.lines(each.formatted(Main.invocation(), rows)).forEach(out::println);
    }
    boolean valid = outcome.complete() && !HeadlineCommand.anyVoid(outcome.rows());
    return valid ? Main.DONE : Main.SOMETHING_VOID;
  }

  private int headline(ParseResult parsed, String jvm) throws UnusableInputException {
    TemporaryFolder.check();
    int rounds = precision > 0 ? FORKS_BEFORE_PRECISION : Headline.ROUNDS;
    PlanSettings settings = plan.settings(Shard.WHOLE, rounds, pinning, precision);
    PlanRequest request =
        new PlanRequest(
            RunOptions.recognised(parsed, jmh),
            Headline.NAME,
            List.of(),
            settings,
            plan.pinned,
            false);
    try {
      if (plan.resume != null) {
        return new HeadlineCommand(console)
            .run(plan.resumed(request.arguments(), HeadlineCommand::otherThan));
      }
      List<String> flags = Relauncher.userFlags().all();
      TargetJdk jdk = pinning.probe(() -> JdkProbe.probe(jvm, flags));
      return new HeadlineCommand(console).run(PlanRuns.begin(request, jdk, flags, plan.out));
    } catch (IOException e) {
      throw new UnusableInputException("the run cannot continue: " + e.getMessage());
    }
  }

  private static String given(ParseResult parsed, String option) {
    return String.join(" ", parsed.matchedOption(option).originalStringValues());
  }

  static final class Precision extends Share {
    Precision() {
      super("\\d{1,2}(\\.\\d{1,3})?%", 0.001, 0.5, "a percentage from 0.1% to 50%, such as 3%");
    }
  }

  /** Takes one word or two, as far as they say where something runs. */
  static final class Pin implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec argument, CommandSpec command) {
      List<String> given = new ArrayList<>();
      while (!words.isEmpty() && words.peek().matches("(client|stub)=.*")) {
        given.addAll(List.of(words.pop().split(" +")));
      }
      try {
        argument.setValue(Pinning.parse(given));
      } catch (UnusableInputException e) {
        throw new ParameterException(command.commandLine(), e.getMessage(), e);
      }
    }
  }
}
