package io.gatherbench.command;

import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.JvmReport;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.StubStartException;
import io.gatherbench.stub.StubTransport;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stub}: the stub in the foreground, for a second machine, a browser or curl. */
@Command(
    description = {
      "Serves as the stub in the foreground, for a second machine or for curl.",
      "Prints its URL when it is ready, serves until it is stopped (Ctrl-C, SIGTERM), and prints a",
      "summary of its ledger at the end."
    },
    footer = {
      "Endpoints:",
      "  /todos  /todos/{id}              GET, POST, PUT, PATCH, DELETE; JSON",
      "  /get  /anything                  what the client sent",
      "  /status/{code}  /bytes/{n}       a status; n bytes",
      "  /delay/{seconds}                 a response after that time",
      "  /stream/{n}  /sse/{n}            n JSON lines or server-sent events, pause=",
      "  /v1/chat/completions             tokens=  answer=  ttft=  pause=",
      "  /limited                         rate=  burst=; 429 beyond it",
      "  /certificate                     what to trust over TLS",
      "  /streams/{n}                     PUT: HTTP/2 streams on new connections; 0: as started",
      "  /ledger                          GET: what the stub has seen; DELETE: resets it too",
      "",
      "Parameters of any of them:",
      "  latency=10ms  uniform:5ms,15ms  lognormal:10ms,0.5  exponential:10ms",
      "          pareto:5ms,1.5           how long the response is delayed",
      "  seed=1  n=7                      which delay of the distribution",
      "  bytes=1000  status=503           size of the body; status of the response",
      "  fault=reset|empty|truncate|garbage|hang|slow-body",
      "          alone, with :p=0.1 or with :every=10",
      "",
      "Example: curl -i 'http://127.0.0.1:8080/todos/1?latency=uniform:5ms,15ms'",
      "",
      "Exit status: 0 when it is stopped, 2 unusable input."
    })
final class StubCommand implements Callable<Integer> {

  private final Console console;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; default 127.0.0.1.")
  private String host = StubOptions.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = Port.class,
      description = "Port to listen on; default 0, any free one.")
  private int port;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      converter = EventLoops.class,
      description = "Threads that serve; default 1.")
  private int eventLoops = 1;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "auto, epoll, io_uring, kqueue or nio; default auto.")
  private StubTransport transport = StubTransport.AUTO;

  @Option(
      names = "--tls",
      description = "Makes the certificate for TLS at start, and prints an https URL.")
  private boolean tls;

  @Option(
      names = "--max-concurrent-streams",
      paramLabel = "N",
      converter = Streams.class,
      description = "HTTP/2 streams that a client may have on a connection; default 1000000.")
  private int maxConcurrentStreams = StubOptions.MANY_STREAMS;

  @Option(
      names = "--planted-lateness",
      converter = Lateness.class,
      hidden = true,
      description = "By how much two in ten responses are late, to see what that does.")
  private Duration plantedLateness = Duration.ZERO;

  StubCommand(Console console) {
    this.console = console;
    this.out = console.out();
    this.err = console.err();
  }

  @Override
  public Integer call() throws UnusableInputException {
    if (host.isBlank()) {
      throw new UnusableInputException("--host", host, "an address of this machine");
    }
    StubServer.tuneNetty();
    if (tls) {
      // Its certificate is made there.
      TemporaryFolder.check();
    }
    StubServer server =
        start(
            new StubOptions(
                host, port, eventLoops, transport, tls, maxConcurrentStreams, plantedLateness));
    // First, because a reader of the address may stop the stub at once.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> conclude(server)));
    if (!new InetSocketAddress(host, port).getAddress().isLoopbackAddress()) {
      String warning =
          "Warning: other machines can reach the stub on %s, and everything on it is allowed to them";
      err.println(warning.formatted(host));
    }
    out.println(server.address());
    out.flush();
    if (transport == StubTransport.AUTO) {
      JvmReport.lackOfTransport(JvmReport.transport())
          .ifPresent(lack -> console.err().println("gatherbench: the stub is on " + lack));
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Main.DONE;
  }

  private void conclude(StubServer server) {
    out.println();
    try {
      server.ledger().summary().forEach(out::println);
    } catch (CompletionException e) {
      err.println("gatherbench: the stub does not respond, so that there is no summary");
    }
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

  static final class Lateness extends OptionValues.Time {
    Lateness() {
      super("ms", 1, 1_000, "1ms to 1000ms");
    }
  }

  static final class Port extends WholeNumber {
    Port() {
      super(0, 65_535);
    }
  }

  static final class Streams extends WholeNumber {
    Streams() {
      super(1, StubOptions.MANY_STREAMS);
    }
  }

  static final class EventLoops extends WholeNumber {
    EventLoops() {
      super(1, 1024);
    }
  }
}
