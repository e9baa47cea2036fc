package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import io.gatherbench.fixture.GatherFixture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** PLACEHOLDER. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class GatherBenchmark {

  /** Makes the requests and waits until all are answered. */
  @Benchmark
  public List<Response> gather(GatherFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
