package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.WorkMetric;
import io.gatherbench.benchmark.state.HashCalibration;
import io.gatherbench.benchmark.state.HashRounds;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.TodosState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FollowUpClientOpener;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.endpoint.Todo;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A gather of requests whose answers are parsed and computed with. */
public class MixedFixture extends TodosState {

  /** Who computes, where an answer comes to a callback; a thread that waited does it itself. */
  @Param public Where where;

  /** Rounds of SHA-256 that are computed with each answer, 1 to 1,000,000. */
  @Param("2000")
  public int rounds;

  /** Requests in a gather, 1 to 10,000. */
  @Param("64")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  private final HashCalibration calibration = new HashCalibration();
  private ExecutorService executor;

  /** As JMH wants it. */
  public MixedFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    executor = where.open();
    super.open(benchmark);
  }

  /** The bound depends on how long computing took at least, which is known only now. */
  @Override
  protected void certifyMore(Evidence certificate) {
    certificate.with(WorkMetric.TIME_BOUND, boundMillis());
  }

  @Override
  public void close() {
    super.close();
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    return new FollowUpClientOpener(super.opener(settings), this::computed, executor);
  }

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return latency;
  }

  @Override
  public Todos todos() {
    return new Todos(
        super.todos().requests(),
        IntStream.rangeClosed(1, requests)
            .mapToObj(id -> computed(new Response(200, Todo.json(id))).body())
            .toList());
  }

  @Override
  protected double boundMillis() {
    Response any = new Response(200, Todo.json(1));
    return boundMillis(
        calibration.leastMillis(() -> computed(any)), Runtime.getRuntime().availableProcessors());
  }

  /**
   * Whichever is more: the turns of waiting and computing one after the other; or one wait, and
   * then all computing shared out evenly among the processors that can be used.
   *
   * @param computing what it takes to compute with one answer, in ms
   */
  protected double boundMillis(double computing, int processors) {
    double wait = Latency.parse(latency).millis();
    boolean onLoop = where == Where.IN_PLACE && answersComeToAnEventLoop();
    int used = onLoop ? 1 : Math.min(processors, overlap());
    return Math.max(
        strategy.bound(requests, limits(), wait + computing), wait + requests * computing / used);
  }

  /** A strategy that awaits what a loop does computes on the thread that awaits. */
  private boolean answersComeToAnEventLoop() {
    return switch (strategy) {
      case EVENT_LOOP, ASYNC_SEQUENTIAL, BOUNDED_EVENT_LOOP -> true;
      default -> false;
    };
  }

  private Response computed(Response response) {
    return calibration.timed(() -> hashed(response));
  }

  private Response hashed(Response response) {
    String json = new JsonObject(new String(response.body(), StandardCharsets.UTF_8)).encode();
    return new Response(
        response.status(), new HashRounds(rounds).of(json.getBytes(StandardCharsets.UTF_8)));
  }
}
