package io.gatherbench.benchmark;

import static io.gatherbench.benchmark.evidence.WorkMetric.TIME_FIRST_ITEM;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.WarmUp;
import io.gatherbench.client.Request;
import io.gatherbench.client.Request.Header;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A batch of prompts, each answered with a text that depends on it. */
public class ChatFixture extends PendingState {

  /** How an answer comes. */
  public enum Delivery {
    /** In one piece, once it is complete. */
    WHOLE,
    /** Token by token, as server-sent events. */
    STREAMED
  }

  private static final List<Header> JSON = List.of(new Header("Content-Type", "application/json"));

  /** How answers come. */
  @Param public Delivery delivery;

  /** Tokens of an answer, 1 to 10,000. */
  @Param("20")
  public int tokens;

  /** How long the stub waits before the first token. */
  @Param("20ms")
  public String latency;

  /** How long it waits before each further one. */
  @Param("2ms")
  public String pause;

  private List<Request> prompts;
  private List<byte[]> wholes;
  private List<String> texts;
  private FirstItems firstTokens;

  /** As JMH wants it. */
  public ChatFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    prompts = prompts(delivery == Delivery.STREAMED, latency, pause);
    firstTokens = new FirstItems();
    super.open(benchmark);
  }

  @Override
  public void startIteration() throws IOException {
    super.startIteration();
    firstTokens.reset();
  }

  /**
   * One operation: all prompts, until all answers are complete.
   *
   * @throws WrongAnswerException if an answer is not the one to its prompt
   */
  public List<Response> ask() throws IOException, InterruptedException {
    work().sent(requests);
    return ask(prompts);
  }

  /** Asks each prompt by itself first, so that its answer is known. */
  @Override
  public void prepare() throws IOException, InterruptedException {
    super.prepare();
    wholes = new ArrayList<>();
    texts = new ArrayList<>();
    for (Request prompt : prompts(false, "0ms", "0ms")) {
      byte[] whole = strategyOpen().gather(List.of(prompt)).get(0).body();
      wholes.add(whole);
      texts.add(ChatText.ofWhole(whole));
    }
    if (texts.stream().distinct().count() < requests && tokens > 5) {
      throw new WrongAnswerException("two prompts have the same answer: " + texts);
    }
    List<Request> immediate = prompts(delivery == Delivery.STREAMED, "0ms", "0ms");
    WarmUp.warmUp(requests, () -> ask(immediate), Math.max(1, warmUpRequests / tokens));
  }

  @Override
  protected void certifyMore(Evidence certificate) {
    if (delivery == Delivery.STREAMED) {
      certificate.with(TIME_FIRST_ITEM, firstTokens.meanMillis());
    }
  }

  @Override
  protected ExpectedWork claim() {
    double each = Latency.parse(latency).millis() + (tokens - 1) * Latency.parse(pause).millis();
    return ExpectedWork.answered(requests, overlap(), strategy.bound(requests, limits(), each));
  }

  private List<Request> prompts(boolean streamed, String first, String between) {
    String target =
        "/v1/chat/completions?tokens=" + tokens + "&ttft=" + first + "&pause=" + between;
    return IntStream.rangeClosed(1, requests)
        .mapToObj(
            i -> {
              JsonObject message =
                  new JsonObject().put("role", "user").put("content", "Tell me of loop " + i);
              JsonObject body =
                  new JsonObject()
                      .put("model", "stub")
                      .put("stream", streamed)
                      .put("messages", new JsonArray().add(message));
              return new Request("POST", target, JSON, body.encode());
            })
        .toList();
  }

  private List<Response> ask(List<Request> asked) throws IOException, InterruptedException {
    return delivery == Delivery.WHOLE ? askWhole(asked) : askStreamed(asked);
  }

  private List<Response> askWhole(List<Request> asked) throws IOException, InterruptedException {
    List<Response> answers = strategyOpen().gather(asked);
    for (int i = 0; i < requests; i++) {
      check(i, Arrays.equals(answers.get(i).body(), wholes.get(i)));
    }
    return answers;
  }

  private List<Response> askStreamed(List<Request> asked) throws IOException, InterruptedException {
    List<StringBuilder> said =
        IntStream.range(0, requests).mapToObj(i -> new StringBuilder()).toList();
    FirstItems.Operation operation = firstTokens.start();
    List<Response> answers =
        strategyOpen().stream(
                asked,
                i ->
                    line -> {
                      String token = ChatText.ofEvent(line);
                      if (!token.isEmpty() && said.get(i).isEmpty()) {
                        operation.arrived();
                      }
                      said.get(i).append(token);
                    })
            .all();
    for (int i = 0; i < requests; i++) {
      check(i, texts.get(i).contentEquals(said.get(i)));
    }
    return answers;
  }

  private void check(int prompt, boolean right) {
    if (!right) {
      throw new WrongAnswerException(strategy + " has a wrong answer to prompt " + (prompt + 1));
    }
  }
}
