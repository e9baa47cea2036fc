package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.StubStartException;
import io.gatherbench.stub.StubTransport;
import io.gatherbench.stub.StubTuning;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code stub}: the stub in the foreground, for a second machine, a browser or curl. */
@Command(
    name = "stub",
    synopsisHeading = "Usage: ",
    customSynopsis = "java -jar benchmarks.jar stub [OPTIONS]",
    sortOptions = false,
    description = {
      "",
      "Starts the stub server, prints its URL when it is ready, serves until it is",
      "stopped (Ctrl-C, SIGTERM), and prints a summary of its ledger at the end.",
      ""
    },
    footer = {
      "",
      "Endpoints:",
      "  /todos  /todos/{id}              GET, POST, PUT, PATCH, DELETE; JSON",
      "  /get  /anything                  what the client sent",
      "  /status/{code}  /bytes/{n}       a status; so many bytes",
      "  /delay/{seconds}                 an answer that much later",
      "  /stream/{n}  /sse/{n}            n JSON lines or server-sent events, pause=",
      "  /v1/chat/completions             tokens=  answer=  ttft=  pause=",
      "  /limited                         rate=  burst=; 429 beyond it",
      "  /ledger                          GET: what the stub has seen; DELETE: and anew",
      "",
      "Parameters of any of them:",
      "  latency=10ms  uniform:5ms,15ms  lognormal:10ms,0.5  exponential:10ms",
      "          pareto:5ms,1.5           how long the answer is held back",
      "  seed=1  n=7                      which delay of the distribution",
      "  bytes=1000  status=503           size of the body; status of the answer",
      "  fault=reset|empty|truncate|garbage|hang|slow-body",
      "          alone, with :p=0.1 or with :every=10",
      "",
      "Example: curl -i 'http://127.0.0.1:8080/todos/1?latency=uniform:5ms,15ms'",
      "Exit status: 0 when it is stopped, 2 if an option cannot be used."
    })
final class StubCommand {

  private static final int MOST_PORTS = 65_535;
  private static final int MOST_LOOPS = 1024;

  private final PrintStream out;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; default ${DEFAULT-VALUE}.")
  private String host = StubOptions.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; default 0, any free one.")
  private String port = "0";

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      description = "Threads that serve; default ${DEFAULT-VALUE}.")
  private String eventLoops = "1";

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "auto, epoll, io_uring, kqueue or nio; default ${DEFAULT-VALUE}.")
  private String transport = "auto";

  @Option(names = "--tls", description = "HTTPS, with HTTP/2, under a certificate made at start.")
  private boolean tls;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this and ends.")
  private boolean help;

  StubCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Serves until the process is told to end, and prints the summary then.
   *
   * @param arguments those after the word {@code stub}
   * @return the exit status, when there is nothing to serve
   * @throws UnusableInputException if an argument cannot be used
   */
  int run(List<String> arguments) throws UnusableInputException {
    CommandLine line = new CommandLine(this);
    parse(line, arguments);
    if (help) {
      line.usage(out);
      return Main.DONE;
    }
    StubOptions options = options();
    StubTuning.apply();
    StubServer server = start(options);
    // First: whoever reads the address may stop the stub at once.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> conclude(server)));
    out.println(server.address());
    out.flush();
    return serve();
  }

  private static int serve() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Main.DONE;
  }

  private void conclude(StubServer server) {
    out.println();
    server.ledger().summary().forEach(out::println);
    out.flush();
    // Being stopped is how a stub ends: the JVM would report the signal as a failure.
    Runtime.getRuntime().halt(Main.DONE);
  }

  private static StubServer start(StubOptions options) throws UnusableInputException {
    try {
      return new StubServer(options);
    } catch (StubStartException e) {
      throw new UnusableInputException("--" + e.option(), e.value(), e.allowed());
    }
  }

  private StubOptions options() throws UnusableInputException {
    if (host.isBlank()) {
      throw new UnusableInputException("--host", host, "an address of this machine");
    }
    StubTransport carrier;
    try {
      carrier = StubTransport.parse(transport);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("--transport", transport, e.getMessage());
    }
    return new StubOptions(
        host,
        number("--port", port, 0, MOST_PORTS),
        number("--event-loops", eventLoops, 1, MOST_LOOPS),
        carrier,
        tls);
  }

  private static int number(String name, String text, int least, int most)
      throws UnusableInputException {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outOfRange(name, text, least, most);
    }
    throw outOfRange(name, text, least, most);
  }

  private static UnusableInputException outOfRange(String name, String text, int least, int most) {
    return new UnusableInputException(name, text, "a whole number from " + least + " to " + most);
  }

  private static void parse(CommandLine line, List<String> arguments)
      throws UnusableInputException {
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.UnmatchedArgumentException e) {
      throw new UnusableInputException(
          "argument of stub", String.join(" ", e.getUnmatched()), names(line.getCommandSpec()));
    } catch (CommandLine.MissingParameterException e) {
      throw new UnusableInputException(
          arguments.get(arguments.size() - 1), "", "a value after it; see stub --help");
    } catch (CommandLine.ParameterException e) {
      throw new UnusableInputException(
          "stub", String.join(" ", arguments), e.getMessage() + "; see stub --help");
    }
  }

  private static String names(CommandSpec command) {
    return String.join(
        ", ", command.options().stream().map(option -> option.longestName()).toList());
  }
}
