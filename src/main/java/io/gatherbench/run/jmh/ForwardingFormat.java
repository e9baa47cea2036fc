package io.gatherbench.run.jmh;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** An output format of JMH's that shows what another one shows; subclasses listen in. */
abstract class ForwardingFormat implements OutputFormat {

  private final OutputFormat shown;

  ForwardingFormat(OutputFormat shown) {
    this.shown = shown;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    shown.startBenchmark(benchmark);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark,
      IterationParams parameters,
      int iteration,
      IterationResult result) {
    shown.iterationResult(benchmark, parameters, iteration, result);
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams parameters, int iteration) {
    shown.iteration(benchmark, parameters, iteration);
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    shown.endBenchmark(result);
  }

  @Override
  public void startRun() {
    shown.startRun();
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    shown.endRun(results);
  }

  @Override
  public void print(String text) {
    shown.print(text);
  }

  @Override
  public void println(String line) {
    shown.println(line);
  }

  @Override
  public void flush() {
    shown.flush();
  }

  @Override
  public void close() {
    shown.close();
  }

  @Override
  public void verbosePrintln(String line) {
    shown.verbosePrintln(line);
  }

  @Override
  public void write(int character) {
    shown.write(character);
  }

  @Override
  public void write(byte[] text) throws IOException {
    shown.write(text);
  }
}
