package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.HashCalibration;
import io.gatherbench.benchmark.state.HashRounds;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ComputingClientOpener;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Param;

/** Tasks that compute: a number of rounds of SHA-256 each. */
public class ComputingFixture extends TaskState {

  /** Rounds of SHA-256 that each task computes, 1 to 1,000,000. */
  @Param("1000")
  public int rounds;

  private final HashCalibration calibration = new HashCalibration();

  /** As JMH wants it. */
  public ComputingFixture() {}

  @Override
  protected Response result(Request request) {
    byte[] block = request.target().getBytes(StandardCharsets.ISO_8859_1);
    return calibration.timed(() -> new Response(200, new HashRounds(rounds).of(block)));
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return new ComputingClientOpener(onEventLoop(), this::result);
  }

  @Override
  protected double boundMillis() {
    Request any = new Request("/tasks/1");
    return boundMillis(
        calibration.leastMillis(() -> result(any)), Runtime.getRuntime().availableProcessors());
  }

  /**
   * The work shared out evenly among the processors that the strategy can use: one on an event
   * loop, and otherwise as many as there are, or as many as it overlaps.
   *
   * @param taskMillis what one task takes on one processor
   */
  protected double boundMillis(double taskMillis, int processors) {
    int used = onEventLoop() ? 1 : Math.min(processors, strategy.overlap(requests, limits()));
    return Math.max(1, (double) requests / used) * taskMillis;
  }
}
