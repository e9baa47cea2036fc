package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ObservedClientOpener;
import io.gatherbench.client.decorator.PausingClientOpener;
import io.gatherbench.stub.delay.Latency;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;

/**
 * Tasks that pause several times in turn. The pauses are drawn here, once, in whole milliseconds,
 * so that the bound is exact and all strategies meet the same ones.
 */
public class PauseFixture extends TaskState {

  private static final String PAUSES = "?pauses=";

  /** How many pauses each task has, 1 to 100. */
  @Param({"2", "3"})
  public int parts;

  /** The median of a pause, which is rounded up to a whole millisecond. */
  @Param("5ms")
  public String pause;

  /** How much they differ, 0 to 10: the standard deviation of their logarithms. */
  @Param("0.5")
  public String sigma;

  /** Picks one of the sequences of pauses. */
  @Param("1")
  public long seed;

  /** As JMH wants it. */
  public PauseFixture() {}

  /** The pauses of one task, in ms. */
  protected int[] pauses(int id) {
    Latency drawn = Latency.parse("lognormal:" + pause + "," + sigma);
    return IntStream.range(0, parts)
        .map(part -> (int) Math.ceil(drawn.nanos(seed, (long) id * parts + part) / 1e6))
        .toArray();
  }

  @Override
  protected String query(int id) {
    return PAUSES
        + Arrays.stream(pauses(id)).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  @Override
  protected Response result(Request request) {
    return new Response(200, request.target().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return new ObservedClientOpener(
        new PausingClientOpener(onEventLoop(), PauseFixture::told, this::result), observer);
  }

  @Override
  protected int overlap() {
    return strategy.overlap(requests, limits());
  }

  /** The longest, or the sum shared out evenly among as many as overlap, whichever is more. */
  @Override
  protected double boundMillis() {
    int longest = IntStream.rangeClosed(1, requests).map(this::total).max().orElse(0);
    double sum = IntStream.rangeClosed(1, requests).mapToLong(this::total).sum();
    return Math.max(longest, sum / overlap());
  }

  @Override
  protected List<Request> warmUpTasks() {
    return IntStream.rangeClosed(1, requests)
        .mapToObj(id -> new Request("/tasks/" + id + PAUSES + "1,".repeat(parts - 1) + "1"))
        .toList();
  }

  private int total(int id) {
    return Arrays.stream(pauses(id)).sum();
  }

  private static List<Integer> told(Request request) {
    String target = request.target();
    return Arrays.stream(target.substring(target.indexOf(PAUSES) + PAUSES.length()).split(","))
        .map(Integer::valueOf)
        .toList();
  }
}
