package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.InterceptedClient;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.Strategy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A request made inside {@code synchronized}: what JDK 24 changed for virtual threads.
 *
 * <p><b>Question.</b> Code that calls a service while it holds a monitor is common. What does it do
 * to the overlap of virtual threads, on which JDK?
 *
 * <p><b>One operation is</b> a gather of N GET requests, each made inside {@code synchronized} on a
 * monitor of its own, without contention; checked as in {@link GatherBenchmark}.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> Before JDK 24 a virtual thread that holds a monitor
 * keeps its carrier when it waits, and there are as many carriers as processors: the claim is that
 * many requests in flight, and ⌈N/carriers⌉ latencies the bound. From 24 on (JEP 491) it leaves its
 * carrier, the claim is N and the bound one latency. While connections are opened the claim is
 * proved: exactly that many requests must overlap on the JDK that runs the fork. Platform threads
 * behave the same on all JDKs, for comparison. Seen on two processors, with 16 requests of 10 ms
 * and {@code -p client=APACHE}: on JDK 21 two in flight and 86 ms, on JDK 27 all 16 and 11 ms; on a
 * pool 11 ms on either.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Monitor -jvm JDK-21/bin/java}, and once more on a
 * later one; more carriers, {@code -jvmArgsAppend -Djdk.virtualThreadScheduler.parallelism=8}.
 */
public class MonitorBenchmark extends StubState {

  /** JEP 491: from here on a virtual thread that holds a monitor leaves its carrier. */
  private static final int NO_LONGER_PINS = 24;

  /** The strategies whose threads wait, and can hold a monitor meanwhile. */
  @Param({"THREAD_POOL", "PLATFORM_THREADS", "VIRTUAL_THREADS", "EVENT_LOOP_AWAIT"})
  public Strategy strategy;

  @Param("16")
  public int requests;

  @Param("10ms")
  public String latency;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTodos();
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, requests, latency);
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    ClientOpener clients = super.opener(settings);
    return () ->
        new InterceptedClient(
            clients.openBlocking(),
            (request, chain) -> {
              // Not a new object: the compiler would remove a monitor that no other thread can see.
              synchronized (request) {
                return chain.proceed();
              }
            });
  }

  @Override
  protected int overlap() {
    // As many carriers as processors, unless a flag of the JVM sets another number.
    int processors = Runtime.getRuntime().availableProcessors();
    return overlap(
        Runtime.version().feature(),
        Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors));
  }

  /** Returns the strategy's claim, but at most the carriers if a JDK pins its threads. */
  int overlap(int jdk, int carriers) {
    int claimed = workload().overlap();
    boolean virtual = strategy.minimumJdk() == Strategy.VIRTUAL_THREADS.minimumJdk();
    return virtual && jdk < NO_LONGER_PINS ? Math.min(claimed, carriers) : claimed;
  }
}
