package io.gatherbench.benchmark.connection;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WorkTracker;
import io.gatherbench.benchmark.state.StrategyState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.TaskExecutors;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.results.Metric;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Opening connections over TLS.
 *
 * <p><b>Question.</b> What does a handshake cost, in full and where it resumes an earlier session,
 * and how many of those that are made at once can resume one?
 *
 * <p><b>One operation is</b> N connections, each opened, used for one GET that is answered at once,
 * and closed: by the calling thread for N = 1, otherwise all at once by a pool of N threads. They
 * are the JDK's own, {@code SSLSocket}s of one context with its default settings; no HTTP library
 * takes part. The response belongs to it because over TLS 1.3 it brings the ticket with which a
 * later connection resumes. With {@code FULL} each connection is to a server that the context has
 * not met before, by the port that its session is filed under, so that it finds no session.
 *
 * <p><b>Not included.</b> The context, threads of the pool, warm-up and class loading; and what the
 * stub's end costs, which is another process. Its certificate is trusted itself: a chain of several
 * takes the client longer.
 *
 * <p><b>Why the number can be trusted.</b> The ledger counts the connections, and says of each what
 * was agreed on, by what the stub sends: {@code tls_version}, {@code tls_cipher_suite} and {@code
 * tls_group} in the rows, and {@code tls_resumed}, the share that resumed a session. It must be 0
 * with {@code FULL}, and all with {@code RESUMED} one after the other, or the fork fails; at once
 * it is a result. Expected: resuming saves the certificate, its signature and their checks, but no
 * key exchange. A ticket of TLS 1.3 serves once, and a server sends one for each connection: of
 * those that begin at once only as many resume as the context has tickets of, before JDK 24 a
 * single one, later up to ten.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Handshake}; with more tickets, from a stub on JDK
 * 24 or later, {@code java -Djdk.tls.server.newSessionTicketCount=4 -jar benchmarks.jar Handshake};
 * JDK 27 without its post-quantum group, {@code Handshake -jvmArgs -Djdk.tls.namedGroups=x25519}.
 *
 * <p><b>Warm-up.</b> Most of a handshake runs once in it, so that the compiler takes it up late:
 * 30,000 connections are opened first. Forks may be flagged all the same, because what reads the
 * ledger and the counters between iterations is compiled later: only 2 % of the bytecode compiled
 * then was of TLS, and times did not fall any more.
 */
public class HandshakeBenchmark extends StrategyState {

  /** The kind of handshake. */
  public enum TlsSession {
    FULL,
    RESUMED
  }

  /**
   * HotSpot's second compiler waits for up to 15,000 calls, and most of a handshake runs once in
   * it: one after the other it was still at work after 15,000 connections, and hardly any from
   * 19,000 on. In between it paused for up to a second, in which the code seemed settled. After
   * 20,000 from two threads it still took 4 to 7 % of the time.
   */
  private static final int WARM_UP_CONNECTIONS = 30_000;

  private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int PORTS = 65_535;

  /** Where the status stands in the first line of a response. */
  private static final int STATUS = "HTTP/1.1 ".length();

  @Param public TlsSession session;

  /** Connections in an operation, 1 to 10,000. */
  @Param({"1", "16"})
  public int requests;

  /** The stub's address; empty for the stub of the run. */
  @Param("")
  public String target;

  private final AtomicInteger filedUnder = new AtomicInteger();
  private boolean oneByOne;
  private URI stub;
  private SSLContext context;
  private Todos todos;
  private WorkTracker work;

  @Benchmark
  public List<Response> connect() throws Exception {
    work.sent(requests);
    List<Response> responses = opened().gather(todos.requests());
    todos.check(workload().strategy(), responses);
    return responses;
  }

  @Override
  protected Workload workload() {
    return new Workload(
        requests == 1 ? Strategy.SEQUENTIAL : Strategy.THREAD_POOL, requests, "0ms");
  }

  @Override
  protected double boundMillis() {
    return 0;
  }

  @Override
  protected void open(int threads) throws Exception {
    oneByOne = requests * threads == 1;
    stub = findStub(target);
    StubControl control = new StubControl(stub);
    context = new TrustedCertificate(control.certificate()).context();
    todos = Todos.of(requests, "0ms");
    ExpectedWork expected = new ExpectedWork(requests, requests, requests, requests).by(threads);
    work = new WorkTracker(control, stub.getPort(), Protocol.HTTPS_1_1, expected);
    if (session == TlsSession.FULL) {
      context.getClientSessionContext().setSessionCacheSize(1);
    }
    openStrategy(work.times().around(Connections::new));
    connectOften(Math.min(WARM_UP_CONNECTIONS, warmUpRequests));
    proveOverlap(control, requests, requests);
    Callable<List<Response>> gather = () -> opened().gather(todos.requests());
    warmUp(gather, gather, warmUpRequests);
  }

  /** Opens connections from as many threads as there are processors, for a minute at most. */
  private void connectOften(int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    long end = System.nanoTime() + LONGEST_WARM_UP_NANOS;
    Request request = todos.requests().get(0);
    Callable<Void> connecting =
        () -> {
          Connections connections = new Connections();
          while (left.getAndDecrement() > 0 && System.nanoTime() - end < 0) {
            connections.send(request);
          }
          return null;
        };
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = TaskExecutors.pool(threads);
    try {
      for (Future<Void> ended : pool.invokeAll(Collections.nCopies(threads, connecting))) {
        ended.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Override
  protected void rehearse(int most) throws IOException, InterruptedException {
    work.rehearse(most);
  }

  @Setup(Level.Iteration)
  public void startIteration() throws IOException, InterruptedException {
    work.start();
  }

  @TearDown(Level.Iteration)
  public void endIteration() throws IOException {
    work.end(this::boundMillis, (evidence, seen) -> check(evidence));
  }

  private void check(Evidence evidence) {
    double opened = evidence.get(Metric.CONNECTIONS_OPENED);
    if (opened < evidence.get(Metric.REQUESTS_SENT)) {
      throw new IllegalStateException("only %.0f connections were opened".formatted(opened));
    }
    double resumedPercent = evidence.get(Metric.TLS_RESUMED);
    boolean right = session == TlsSession.FULL ? resumedPercent == 0 : resumedPercent == 100;
    if (!right && (session == TlsSession.FULL || oneByOne)) {
      throw new IllegalStateException(
          session + ", and %.1f %% of the connections resumed a session".formatted(resumedPercent));
    }
  }

  /** Opens a connection for each request, and closes it after the response. */
  private final class Connections implements BlockingClient {

    @Override
    public Response send(Request request) throws RequestFailedException {
      String head =
          "GET " + request.target() + " HTTP/1.1\r\nHost: stub\r\nConnection: close\r\n\r\n";
      String received;
      try (Socket plain = connected();
          SSLSocket socket = secure(plain)) {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        received = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new RequestFailedException(request, e);
      }
      String[] parts = received.split("\r\n\r\n", 2);
      int status = Integer.parseInt(parts[0].substring(STATUS, STATUS + 3));
      return new Response(status, parts[1].getBytes(StandardCharsets.ISO_8859_1))
          .orFailure(request);
    }

    private Socket connected() throws IOException {
      int port =
          session == TlsSession.FULL
              ? 1 + Math.floorMod(filedUnder.getAndIncrement(), PORTS)
              : stub.getPort();
      return new Socket(stub.getHost(), stub.getPort()) {
        /** Returns what the JDK files a session under, with the host. */
        @Override
        public int getPort() {
          return port;
        }
      };
    }

    private SSLSocket secure(Socket plain) throws IOException {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, stub.getHost(), plain.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      return socket;
    }

    @Override
    public void close() {
      // Nothing stays open.
    }
  }
}
