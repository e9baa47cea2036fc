package io.gatherbench.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.client.Request;
import io.gatherbench.client.Request.Header;
import io.gatherbench.client.Response;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A batch of prompts to a language model.
 *
 * <p><b>Question.</b> N prompts have to be sent to an API in the shape of OpenAI's, whole or
 * streamed, and each answer belongs to its prompt. How long does the batch take with each strategy,
 * and what does streaming add when every token is an event to be read and parsed?
 *
 * <p><b>One operation is</b> N POST requests with a JSON body; the stub answers each with {@code
 * tokens} tokens, the first after {@code latency}, the others a {@code pause} apart. {@code
 * delivery=WHOLE} waits for the complete answer and reads it in one piece; {@code STREAMED} takes
 * server-sent events, parses each and joins the tokens. {@code time_first_item} in the rows is the
 * time from the start of the operation to the first token of an answer, the mean over all answers.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark};
 * what a real model adds: rate limits, and latencies of seconds, which hide all of this.
 *
 * <p><b>Why the number can be trusted.</b> In every operation each answer must be the one to its
 * prompt, byte by byte or token by token. The bound is {@code latency} and the pauses for each turn
 * of the strategy, the same for both deliveries. Expected: both end at the same time, except for
 * the parsing of {@code requests} × {@code tokens} events; streamed, the first token is there after
 * {@code latency}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Chat}; closer to a model, {@code -p tokens=200 -p
 * latency=500ms -p pause=20ms}.
 */
public class ChatBenchmark extends PendingState {

  /** The delivery of an answer. */
  public enum Delivery {
    WHOLE,
    STREAMED
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT = "data: ";
  private static final String DONE = "data: [DONE]";

  @Param public Delivery delivery;

  /** Tokens of an answer, 1 to 10,000. */
  @Param("20")
  public int tokens;

  @Param("20ms")
  public String latency;

  @Param("2ms")
  public String pause;

  private final List<byte[]> wholes = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private List<Request> prompts;

  @Benchmark
  public List<Response> ask() throws Exception {
    work().sent(requests);
    return send(prompts);
  }

  /** Sends each prompt by itself first, so that its answer is known. */
  @Override
  protected void prepare() throws Exception {
    openConnections();
    prompts = prompts(delivery == Delivery.STREAMED, latency, pause);
    for (Request prompt : prompts(false, "0ms", "0ms")) {
      byte[] whole = opened().gather(List.of(prompt)).get(0).body();
      wholes.add(whole);
      texts.add(JSON.readTree(whole).at("/choices/0/message/content").textValue());
    }
    if (texts.stream().distinct().count() < requests && tokens > 5) {
      throw new WrongAnswerException("two prompts have the same answer: " + texts);
    }
    List<Request> immediate = prompts(delivery == Delivery.STREAMED, "0ms", "0ms");
    int most = (warmUpRequests + tokens - 1) / tokens;
    warmUp(() -> send(immediate), () -> send(prompts), most);
  }

  @Override
  protected double boundMillis() {
    return inTurns(Latency.parse(latency).millis() + (tokens - 1) * Latency.parse(pause).millis());
  }

  private List<Request> prompts(boolean streamed, String first, String between) {
    String target =
        "/v1/chat/completions?tokens=" + tokens + "&ttft=" + first + "&pause=" + between;
    List<Header> headers = List.of(new Header("Content-Type", "application/json"));
    String body =
        "{\"model\":\"stub\",\"stream\":%s,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me of loop %d\"}]}";
    return IntStream.rangeClosed(1, requests)
        .mapToObj(i -> new Request("POST", target, headers, body.formatted(streamed, i)))
        .toList();
  }

  private List<Response> send(List<Request> sent) throws IOException, InterruptedException {
    return delivery == Delivery.WHOLE ? whole(sent) : streamed(sent);
  }

  private List<Response> whole(List<Request> sent) throws IOException, InterruptedException {
    List<Response> answers = opened().gather(sent);
    for (int i = 0; i < requests; i++) {
      check(i, Arrays.equals(answers.get(i).body(), wholes.get(i)));
    }
    return answers;
  }

  private List<Response> streamed(List<Request> sent) throws IOException, InterruptedException {
    List<StringBuilder> joined = Stream.generate(StringBuilder::new).limit(requests).toList();
    long start = System.nanoTime();
    List<Response> answers =
        opened().stream(sent, i -> line -> append(line, joined.get(i), start)).all();
    for (int i = 0; i < requests; i++) {
      check(i, texts.get(i).contentEquals(joined.get(i)));
    }
    return answers;
  }

  private void append(String line, StringBuilder joined, long start) {
    String token = token(line);
    if (!token.isEmpty() && joined.isEmpty()) {
      work().firstItem(start);
    }
    joined.append(token);
  }

  private static String token(String line) {
    if (!line.startsWith(EVENT) || line.equals(DONE)) {
      return "";
    }
    try {
      return JSON.readTree(line.substring(EVENT.length()))
          .at("/choices/0/delta/content")
          .asText("");
    } catch (JsonProcessingException e) {
      throw new WrongAnswerException("a line that is no event: " + line);
    }
  }

  private void check(int prompt, boolean right) {
    if (!right) {
      throw new WrongAnswerException(strategy + " has a wrong answer to prompt " + (prompt + 1));
    }
  }
}
