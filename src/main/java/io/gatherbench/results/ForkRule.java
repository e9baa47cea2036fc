package io.gatherbench.results;

import static io.gatherbench.results.Metric.COMPILER_PER_REQUEST;
import static io.gatherbench.results.Metric.COMPILER_SHARE;
import static io.gatherbench.results.Metric.CPU_PER_REQUEST;
import static io.gatherbench.results.Metric.IN_FLIGHT_CLAIMED;
import static io.gatherbench.results.Metric.MACHINE_STEAL;
import static io.gatherbench.results.Metric.NATIVE_TRANSPORT;
import static io.gatherbench.results.Metric.OPERATIONS;
import static io.gatherbench.results.Metric.REQUESTS_SENT;
import static io.gatherbench.results.Metric.STUB_BUSY;
import static io.gatherbench.results.Metric.STUB_LATENESS_MEAN;
import static io.gatherbench.results.Metric.STUB_LATENESS_P90;
import static io.gatherbench.results.Metric.STUB_LATENESS_P99;
import static io.gatherbench.results.Metric.STUB_SHARE;
import static io.gatherbench.results.Metric.STUB_WAIT;
import static io.gatherbench.results.Metric.TIME;
import static io.gatherbench.results.Metric.TIME_BOUND;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The rule of what else than the strategy made a fork's number: the just-in-time compiler, the
 * stub, the hypervisor. It looks at all iterations of the fork at once, because one that stands out
 * hardly moves the fork's value, which is their median: the stub's share is a median too, the
 * compiler's a mean.
 *
 * @param processors that the fork may use
 * @param threads that measure at once
 * @param shared whether the stub runs on the same processors
 */
public record ForkRule(int processors, int threads, boolean shared) {

  private static final Pattern PINNED = Pattern.compile("client-cores=(\\S+)");
  private static final Pattern ELSEWHERE =
      Pattern.compile("https?://(?!127\\.|localhost|\\[::1]).*");

  private static final double MOST_COMPILER_PERCENT = 100 * WarmUp.SETTLED_SHARE;

  private static final String UNSETTLED =
      "the compiler was still at work and took over 3.5 % of the time: to warm up for longer:"
          + " -wi 20 -w 1s, of a benchmark or of jdks";

  /** Highest lateness of the stub, as a share of the time, where requests overlap. */
  private static final double MOST_LATE_PERCENT = 20;

  /** The same, of requests one after the other: the lateness of each is part of the time. */
  private static final double MOST_LATE_IN_SEQUENCE_PERCENT = 5;

  /** Of up to so many requests, a single response makes the 99th percentile. */
  private static final int FEW_REQUESTS = 16;

  private static final double LEAST_WAIT = 1.5;

  private static final String NO_PROCESSOR =
      " for want of a processor: give it some of its own (--pin), or a machine (-p target=)";
  private static final String SLOW =
      ", though it had a processor: something in it or in the network is slow";

  private static final double MOST_BUSY_PERCENT = 80;

  /** Highest share of time taken by the hypervisor that does not show in the times. */
  public static final double MOST_STEAL_PERCENT = 2;

  /** Returns the rule for the forks of a run. */
  public static ForkRule of(RunInfo run, int threads) {
    Matcher pinned = PINNED.matcher(run.stub());
    if (pinned.find()) {
      return new ForkRule(count(pinned.group(1)), threads, false);
    }
    boolean elsewhere = ELSEWHERE.matcher(run.stub()).matches();
    return new ForkRule(run.machine().cores(), threads, !elsewhere);
  }

  /** Returns the number of processors in a list such as {@code 0-3,6}. */
  private static int count(String processors) {
    return Arrays.stream(processors.split(","))
        .map(range -> Arrays.stream(range.split("-")).mapToInt(Integer::parseInt).toArray())
        .mapToInt(ends -> ends[ends.length - 1] - ends[0] + 1)
        .sum();
  }

  /** Judges a fork of another program's benchmark by the compiler's share alone, in per cent. */
  public static Validity settled(double compilerPercent) {
    return compilerPercent > MOST_COMPILER_PERCENT ? Validity.flagged(UNSETTLED) : Validity.VALID;
  }

  /** The fork's shares, in per cent, and what they say of it. */
  public record Judgement(Map<Metric, Double> shares, Validity validity) {}

  /** Judges a fork by the metrics of its iterations, at least one; unknown ones are left out. */
  public Judgement judge(List<Map<Metric, Double>> iterations) {
    Map<Metric, Double> shares = new EnumMap<>(Metric.class);
    List<String> reasons = new ArrayList<>();
    if (iterations.stream().allMatch(metrics -> metrics.containsKey(COMPILER_PER_REQUEST))) {
      mean(iterations, this::compilerPercent)
          .ifPresent(
              share -> {
                shares.put(COMPILER_SHARE, share);
                if (share > MOST_COMPILER_PERCENT) {
                  reasons.add(UNSETTLED);
                }
              });
    }
    double[] late = iterations.stream().mapToDouble(this::latePercent).toArray();
    if (DoubleStream.of(late).noneMatch(Double::isNaN)) {
      double share = StatUtils.percentile(late, 50);
      shares.put(STUB_SHARE, share);
      boolean inSequence = inSequence(iterations.get(0));
      double most = inSequence ? MOST_LATE_IN_SEQUENCE_PERCENT : MOST_LATE_PERCENT;
      Optional<Boolean> lacksProcessor = lacksProcessor(iterations);
      // A compiler at work takes the processors from the stub as well, and is the cause.
      if (share > most && !(lacksProcessor.orElse(false) && !reasons.isEmpty())) {
        reasons.add(
            String.format(Locale.ROOT, "the stub was late by over %.0f %% of the time", most)
                + lacksProcessor.map(lacks -> lacks ? NO_PROCESSOR : SLOW).orElse(""));
      }
    }
    if (exceeds(iterations, STUB_BUSY, MOST_BUSY_PERCENT)) {
      reasons.add(
          "the stub's event loop was busy over 80 % of the time: run one with more of them"
              + " (stub --event-loops 2, -p target=)");
    }
    if (iterations.stream().anyMatch(m -> m.getOrDefault(NATIVE_TRANSPORT, 1.0) == 0)) {
      reasons.add(
          "its sockets were on NIO, because the transport of the system could not be loaded: a"
              + " warning at the start of the run says what to do");
    }
    if (exceeds(iterations, MACHINE_STEAL, MOST_STEAL_PERCENT)) {
      reasons.add(
          "the hypervisor took over 2 % of the processors' time: use a machine of one's own, or"
              + " another hour");
    }
    return new Judgement(
        shares, reasons.isEmpty() ? Validity.VALID : Validity.flagged(String.join("; ", reasons)));
  }

  /**
   * Returns the share of an iteration's time that the compiler can have taken away: of what goes
   * beyond the bound, its part of the processor time, as far as the processors were in use. NaN
   * where the metrics do not tell.
   */
  private double compilerPercent(Map<Metric, Double> metrics) {
    double requests = requests(metrics);
    double millis = value(metrics, TIME);
    double compiler = value(metrics, COMPILER_PER_REQUEST);
    double all = compiler + value(metrics, CPU_PER_REQUEST);
    double beyondBound = 1 - metrics.getOrDefault(TIME_BOUND, 0.0) / millis;
    double client = all * requests * threads / (1_000 * millis);
    double stub = shared ? metrics.getOrDefault(STUB_BUSY, 0.0) / 100 : 0;
    double used = Math.min(1, (client + stub) / processors);
    return 100 * Math.max(0, beyondBound) * (all > 0 ? compiler / all : 0) * used;
  }

  /** Returns the stub's lateness as a share of the time; NaN where nothing waits for the stub. */
  private double latePercent(Map<Metric, Double> metrics) {
    if (metrics.getOrDefault(TIME_BOUND, 0.0) <= 0) {
      return Double.NaN;
    }
    double requests = requests(metrics);
    double late =
        inSequence(metrics)
            ? requests * value(metrics, STUB_LATENESS_MEAN)
            : value(metrics, requests > FEW_REQUESTS ? STUB_LATENESS_P99 : STUB_LATENESS_P90);
    return 100 * late / value(metrics, TIME);
  }

  /**
   * Tells whether the stub was late because its event loop had no processor; empty if that is not
   * known. A loop that waited for one, in a mean operation, less than one and a half times as long
   * as a mean response was late, is late for itself: the ratio was 2.3 and more in 64 forks beside
   * which clients were busy, and 0.4 to 1.0 where two in ten responses were held back.
   */
  private Optional<Boolean> lacksProcessor(List<Map<Metric, Double>> iterations) {
    OptionalDouble waited = mean(iterations, m -> value(m, STUB_WAIT) / 100 * value(m, TIME));
    OptionalDouble late =
        mean(iterations, m -> value(m, STUB_LATENESS_MEAN) * (inSequence(m) ? requests(m) : 1));
    return waited.isEmpty() || late.isEmpty()
        ? Optional.empty()
        : Optional.of(waited.getAsDouble() > LEAST_WAIT * late.getAsDouble());
  }

  /** Tells whether each measuring thread has one request in flight. */
  private boolean inSequence(Map<Metric, Double> metrics) {
    return metrics.getOrDefault(IN_FLIGHT_CLAIMED, 0.0) == threads;
  }

  private static boolean exceeds(List<Map<Metric, Double>> iterations, Metric metric, double most) {
    OptionalDouble mean = mean(iterations, metrics -> value(metrics, metric));
    return mean.isPresent() && mean.getAsDouble() > most;
  }

  /** Returns the mean over all iterations; empty if one of them does not have it. */
  private static OptionalDouble mean(
      List<Map<Metric, Double>> iterations, ToDoubleFunction<Map<Metric, Double>> share) {
    double mean = iterations.stream().mapToDouble(share).average().orElse(Double.NaN);
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  private static double requests(Map<Metric, Double> metrics) {
    return value(metrics, REQUESTS_SENT) / value(metrics, OPERATIONS);
  }

  private static double value(Map<Metric, Double> metrics, Metric metric) {
    return metrics.getOrDefault(metric, Double.NaN);
  }
}
