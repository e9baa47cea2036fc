package io.gatherbench.run.jmh;

import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.results.output.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** JMH's own JSON, for other tools. */
public final class JmhJson {

  private JmhJson() {}

  /** Writes results as if JMH had run each cell's forks in a row; replaces the file in one step. */
  public static void write(Collection<List<RunResult>> cells, Path file) {
    List<RunResult> merged = new ArrayList<>();
    for (List<RunResult> forks : cells) {
      if (!forks.isEmpty()) {
        merged.add(merge(forks));
      }
    }
    writeResults(merged, file);
  }

  /** Writes results as JMH does; replaces the file in one step. */
  public static void writeResults(Collection<RunResult> results, Path file) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(json, false, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    out.flush();
    try {
      WholeFile.write(file, json.toByteArray());
    } catch (IOException e) {
      throw new UnwritableOutputException(file, e);
    }
  }

  private static RunResult merge(List<RunResult> forks) {
    List<BenchmarkResult> results = new ArrayList<>();
    forks.forEach(fork -> results.addAll(fork.getBenchmarkResults()));
    return new RunResult(withForks(forks.get(0).getParams(), results.size()), results);
  }

  private static BenchmarkParams withForks(BenchmarkParams one, int forks) {
    WorkloadParams workload = new WorkloadParams();
    for (String key : one.getParamsKeys()) {
      workload.put(key, one.getParam(key), 0);
    }
    return new BenchmarkParams(
        one.getBenchmark(),
        one.generatedBenchmark(),
        one.shouldSynchIterations(),
        one.getThreads(),
        one.getThreadGroups(),
        one.getThreadGroupLabels(),
        forks,
        one.getWarmupForks(),
        one.getWarmup(),
        one.getMeasurement(),
        one.getMode(),
        workload,
        one.getTimeUnit(),
        one.getOpsPerInvocation(),
        one.getJvm(),
        one.getJvmArgs(),
        one.getJdkVersion(),
        one.getVmName(),
        one.getVmVersion(),
        one.getJmhVersion(),
        one.getTimeout());
  }
}
