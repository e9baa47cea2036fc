package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
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

/**
 * More methods than GET, with bodies and headers.
 *
 * <p><b>Question.</b> Does it matter to the choice of a strategy whether the calls read, or send
 * something with POST and PUT, or delete?
 *
 * <p><b>One operation is</b> a gather of N requests of one method, each with a header of its own.
 * POST and PUT carry a JSON body of {@code bodyBytes}, each a different one, and the stub answers
 * with what it was sent and an id; DELETE is answered with an empty object.
 *
 * <p><b>Not included.</b> Making the bodies: they are there beforehand. Connections, warm-up (with
 * the same method) and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Before anything is measured, each request is sent once
 * to where the stub echoes it, and method, header and body must have arrived as they were meant.
 * While measuring, every answer is compared byte for byte with the one that belongs to its request,
 * and requests served must be those sent, none beyond the claim in flight, no connection opened, no
 * score under its bound. Expected: the method makes no difference; bodies do once they are large,
 * because they have to be written, read and sent back.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Method -p strategy=VIRTUAL_THREADS,EVENT_LOOP};
 * large bodies, {@code -p method=POST -p bodyBytes=256,100000}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MethodBenchmark {

  /** Makes the requests and waits until all are answered. */
  @Benchmark
  public List<Response> gather(MethodFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
