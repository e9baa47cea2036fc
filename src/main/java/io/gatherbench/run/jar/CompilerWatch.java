package io.gatherbench.run.jar;

import io.gatherbench.results.KernelFiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The just-in-time compiler's part of a fork's time while it measures, seen from outside: from the
 * first measured iteration that JMH announces to the last that it reports. Not thread-safe.
 */
final class CompilerWatch {

  private static final Pattern MEASURING = Pattern.compile("(?m)^Iteration +\\d+: ");

  /** Looking costs time of the machine that is measured on. */
  private static final long LEAST_BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int LONGEST_START = 40;

  private final KernelFiles kernel;
  private final Supplier<List<Long>> processes;
  private final LongSupplier clock;
  private String lastLine = "";
  private boolean measuring;
  private long looked;
  private long started;
  private long last;
  private Optional<Long> before = Optional.empty();
  private long compiled;

  /** Creates a watch over the processes of a fork, which come and go. */
  CompilerWatch(KernelFiles kernel, Supplier<List<Long>> processes, LongSupplier clock) {
    this.kernel = kernel;
    this.processes = processes;
    this.clock = clock;
  }

  /** Takes note of what JMH printed, as soon as it did. */
  void printed(String text) {
    if (!measuring) {
      String seen = lastLine + text;
      measuring = MEASURING.matcher(seen).find();
      String line = seen.substring(seen.lastIndexOf('\n') + 1);
      lastLine = line.length() > LONGEST_START ? "-" : line;
    }
    long now = clock.getAsLong();
    if (measuring && (looked == 0 || now - looked > LEAST_BETWEEN_NANOS)) {
      looked = now;
      look(now);
    }
  }

  private void look(long now) {
    Optional<Long> nanos =
        processes.get().stream()
            .flatMap(process -> kernel.compilerNanos(process.toString()).stream())
            .reduce(Long::sum);
    if (nanos.isPresent()) {
      started = before.isEmpty() ? now : started;
      // A thread that ends takes its time with it: it was idle.
      compiled += Math.max(0, nanos.get() - before.orElse(nanos.get()));
      before = nanos;
      last = now;
    }
  }

  /**
   * Returns the compiler's time, in per cent of that of some processors; empty if the system does
   * not tell it, or JMH did not announce its iterations.
   */
  OptionalDouble percentOf(int processors) {
    return last > started
        ? OptionalDouble.of(100.0 * compiled / ((last - started) * (double) processors))
        : OptionalDouble.empty();
  }
}
