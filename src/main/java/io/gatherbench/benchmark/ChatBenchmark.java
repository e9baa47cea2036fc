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
 * A batch of prompts to a language model.
 *
 * <p><b>Question.</b> N prompts have to be sent to an API in the shape of OpenAI's, whole or
 * streamed, and each answer belongs to its prompt. How long does the batch take with each strategy,
 * and what does streaming add that every token is an event to be read and parsed?
 *
 * <p><b>One operation is</b> N POST requests with a JSON body; the stub answers each with {@code
 * tokens} tokens, the first after {@code latency}, the others a {@code pause} apart. {@code
 * delivery=WHOLE} waits for the complete answer and reads it in one piece; {@code STREAMED} takes
 * server-sent events, parses each and joins the tokens. {@code time_first_item} in the rows is the
 * time from the start of the operation to the first token of an answer, the mean over all answers.
 *
 * <p><b>Not included.</b> Connections, warm-up and class loading, as in {@link GatherBenchmark}.
 * Nor what a real model adds: limits of rate, and latencies of seconds, beside which all of this is
 * nothing.
 *
 * <p><b>Why the number can be trusted.</b> Each prompt is asked by itself before anything is
 * measured; in every operation each answer must be the one to its prompt, byte by byte or token by
 * token. The bound is {@code latency} and the pauses for each turn of the strategy, the same for
 * both deliveries. Expected: both end at the same time, but for what parsing {@code requests} ×
 * {@code tokens} events costs; streamed, the first token is there after {@code latency}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Chat}; closer to a model, {@code -p tokens=200 -p
 * latency=500ms -p pause=20ms}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ChatBenchmark {

  /** Asks all prompts and waits until all answers are complete. */
  @Benchmark
  public List<Response> ask(ChatFixture fixture) throws IOException, InterruptedException {
    return fixture.ask();
  }
}
