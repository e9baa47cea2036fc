package io.gatherbench.first;

import io.gatherbench.plan.Variant;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.run.ScratchFolder;
import io.gatherbench.run.jmh.FailureText;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ForkRequest;
import io.gatherbench.stub.JvmVariables;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts {@link FirstGather} and takes the times of its events. Before the first fork of a cell on
 * a JDK there is one whose times do not count: it makes the archive, and has the files of the JDK
 * and the stub's code for the protocol in memory. Not thread-safe.
 */
public final class FirstFork implements ForkKind.Bare, Closeable {

  /** Number of first rounds, in which processes run until they have settled. */
  static final int SETTLED_ROUNDS = 5;

  /** A training run gathers for this share of the time in which a process settles. */
  static final double TRAINING_SHARE = 0.25;

  /** Why a process that should settle has no time for it. */
  static final String UNSETTLED =
      "it did not settle while it ran: let it run for longer (--settle), alone on the machine";

  private static final double TICK_MILLIS = 10;

  private final KernelFiles kernel = KernelFiles.ofThisMachine();
  private final ScratchFolder scratch = new ScratchFolder();

  /** Why the training of a cell on a variant failed, or nothing. */
  private final Map<String, String> trained = new HashMap<>();

  public FirstFork() throws IOException {}

  @Override
  public Optional<ForkKind.Values> run(URI stub, ForkRequest fork, FailureText printed)
      throws IOException {
    Start start = new Start(stub, fork.variant(), fork.cell().parameters(), scratch.path());
    String failed = trained.get(start.name());
    if (failed == null) {
      failed = train(start, printed);
      trained.put(start.name(), failed);
    }
    if (!failed.isEmpty()) {
      printed.setCause("its training run failed: " + failed);
      return Optional.empty();
    }
    StubControl control = new StubControl(stub);
    control.reset();
    boolean settles = fork.number() <= SETTLED_ROUNDS;
    Optional<EventTimes> ended =
        run(start.command(false, settles ? start.settleMillis() : 0), printed);
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    EventTimes events = ended.get();
    Map<Metric, Double> metrics = events.metrics();
    addWork(metrics, start, events.gathers(), control.read());
    ClassLog classes = ClassLog.read(start.classLog());
    metrics.put(Metric.CLASSES_LOADED, (double) classes.loaded());
    metrics.put(Metric.CLASSES_ARCHIVED, (double) classes.archived());
    Validity validity = ValidityRule.judge(metrics).and(classes.validity(start.mode()));
    if (settles && !metrics.containsKey(Metric.SETTLED_AFTER)) {
      validity = validity.and(Validity.flagged(UNSETTLED));
    }
    return Optional.of(new ForkKind.Values(metrics, validity));
  }

  /** Runs a process whose times do not count; returns why it failed, or nothing. */
  private String train(Start start, FailureText printed) throws IOException {
    if (start.mode().protocol().isSecure()) {
      try {
        byte[] encoded = new StubControl(start.stub()).certificate().getEncoded();
        Files.write(start.certificate(), encoded);
      } catch (CertificateEncodingException e) {
        throw new IOException("the stub's certificate cannot be written", e);
      }
    }
    boolean archives = start.mode() == StartMode.ARCHIVE;
    double millis = archives ? TRAINING_SHARE * start.settleMillis() : 0;
    if (run(start.command(true, millis), printed).isEmpty()) {
      return printed.cause();
    }
    return archives && !Files.exists(start.archive()) ? "it wrote no archive" : "";
  }

  /** Runs a process to its end; empty if it failed. */
  private Optional<EventTimes> run(List<String> command, FailureText printed) throws IOException {
    Path errors = scratch.path().resolve("errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    JvmVariables.removeFrom(builder);
    EventTimes events = new EventTimes();
    long started = System.nanoTime();
    Process process = builder.start();
    try (InputStream in = process.getInputStream()) {
      process.getOutputStream().close();
      for (int event = in.read(); event >= 0; event = in.read()) {
        long now = System.nanoTime();
        // A JVM may print, too.
        if (event == FirstGather.ANSWER || event == FirstGather.GATHER) {
          events.add((now - started) / 1e6, cpuMillis(process.pid()));
        }
      }
      int status = process.onExit().join().exitValue();
      if (status == 0 && events.gathers() > 0) {
        return Optional.of(events);
      }
      String text = Files.readString(errors, StandardCharsets.ISO_8859_1);
      printed.add("<forked VM failed with exit code " + status + ">\n<stderr>\n" + text);
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Returns a process's processor time so far, NaN where the system does not tell. */
  private double cpuMillis(long pid) {
    return kernel
        .processTimes(Long.toString(pid))
        .map(times -> TICK_MILLIS * (times.userTicks() + times.systemTicks()))
        .orElse(Double.NaN);
  }

  private static void addWork(
      Map<Metric, Double> metrics, Start start, int gathers, LedgerSnapshot seen) {
    double requests = Double.parseDouble(start.cell().get("requests"));
    double sent = 1 + requests * gathers;
    metrics.put(Metric.REQUESTS_SENT, sent);
    metrics.put(Metric.ANSWERS_EXPECTED, sent);
    metrics.put(Metric.REQUESTS_SERVED, (double) seen.answered());
    metrics.put(Metric.IN_FLIGHT_PEAK, (double) seen.peakInFlight());
    metrics.put(Metric.IN_FLIGHT_ALLOWED, requests);
    String asked = start.mode().protocol().name();
    double others =
        seen.connections().stream()
            .filter(same -> !same.protocol().equals(asked))
            .mapToLong(same -> same.used())
            .sum();
    metrics.put(Metric.CONNECTIONS_OF_OTHER_PROTOCOL, others);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }

  /** A process to start, and the files in a folder that belong to it. */
  private record Start(URI stub, Variant variant, Map<String, String> cell, Path folder) {

    StartMode mode() {
      return StartMode.of(cell.get("start"));
    }

    double settleMillis() {
      return Latency.parse(cell.get("settle")).millis();
    }

    String name() {
      return variant.name() + "-" + cell.get("strategy") + "-" + mode().id();
    }

    Path archive() {
      return folder.resolve(name());
    }

    Path classLog() {
      return folder.resolve("classes.txt");
    }

    Path certificate() {
      return folder.resolve("certificate.der");
    }

    List<String> command(boolean training, double millis) {
      List<String> command = new ArrayList<>(List.of(variant.jdk().executable()));
      command.addAll(variant.flags());
      // What the JVM prints of itself must not go where events are written.
      command.addAll(
          List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr"));
      if (training) {
        command.addAll(mode().trainingFlags(variant.jdk(), archive()));
      } else {
        command.addAll(mode().flags(variant.jdk(), archive()));
        command.add("-Xlog:class+load:file=" + classLog() + ":none");
      }
      String main = FirstGather.class.getName();
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
      command.addAll(List.of(cell.get("strategy"), cell.get("client"), mode().protocol().name()));
      command.addAll(List.of(stub.toString(), cell.get("requests"), cell.get("latency")));
      command.addAll(List.of(Long.toString(Math.round(millis)), certificate().toString()));
      return command;
    }
  }
}
