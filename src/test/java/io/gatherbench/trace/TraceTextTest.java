package io.gatherbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.report.page.Report.Traced;
import io.gatherbench.report.page.TraceLogReader;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.report.text.Waterfall.Pen;
import io.gatherbench.trace.TraceRun.Gather;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traced gathers in the terminal, against files that show them, and their log read back. */
class TraceTextTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void terminalReadsAsTheFileSays(Pen pen) throws Exception {
    List<String> lines = TraceRun.lines(gathers(), pen, true);
    assertThat(String.join("\n", lines) + "\n").isEqualTo(file("trace." + pen + ".txt"));
    assertThat(lines).allMatch(line -> line.length() <= 80, "at most 80 columns");
  }

  @Test
  void logHasTheSpansOfTheGather() throws Exception {
    Path file = folder.resolve("log");
    List<Request> requests = List.of(new Request("/todos/1"), new Request("/todos/2"));
    List<RequestSpan> recorded;
    try (EventLog log = EventLog.into(file)) {
      log.begin("EVENT_LOOP VERTX");
      GatherRecorder recorder = new GatherRecorder(requests, log);
      recorder.start();
      requests.forEach(recorder::sending);
      recorder.sending(new Request("/todos/1"));
      recorder.answered(requests.get(1), new Response(200, new byte[83]));
      recorder.failed(requests.get(0), new IOException("refused"));
      assertThat(recorder.stop()).isPositive();
      recorded = recorder.spans();
    }
    List<Traced> read = TraceLogReader.read(file);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).name()).isEqualTo("EVENT_LOOP VERTX");
    for (int i = 0; i < 2; i++) {
      RequestSpan span = read.get(0).spans().get(i);
      assertThat(span.status()).isEqualTo(recorded.get(i).status());
      assertThat(span.thread()).isEqualTo(recorded.get(i).thread()).isNotEmpty();
      assertThat(span.failed()).isEqualTo(i == 0);
    }
    assertThat(recorded.get(0).failure()).isEqualTo("java.io.IOException: refused");
    assertThat(Files.readAllLines(file)).hasSize(6);
  }

  private static List<Gather> gathers() {
    byte[] todo = new byte[83];
    return List.of(
        new Gather(
            "SEQUENTIAL (JDK)",
            List.of(
                new RequestSpan(0, 201.2, 200, "main", ""),
                new RequestSpan(201.3, 402, 200, "main", ""),
                new RequestSpan(402, 602.4, 200, "main", "")),
            602.5,
            List.of(todo, todo, todo)),
        new Gather(
            "THREAD_POOL (JDK, at most 2 in flight)",
            List.of(
                new RequestSpan(0.3, 201, 200, "pool-1-thread-1", ""),
                new RequestSpan(0.4, 201.9, 404, "pool-1-thread-2", ""),
                new RequestSpan(201.2, 402, 200, "pool-1-thread-1", "")),
            402.1,
            List.of(todo, new byte[0], todo)),
        new Gather(
            "EVENT_LOOP (VERTX)",
            List.of(
                new RequestSpan(0.1, 200.7, 200, "vert.x-eventloop-thread-0", ""),
                new RequestSpan(0.1, 200.7, 200, "vert.x-eventloop-thread-0", ""),
                new RequestSpan(0.2, 3.1, 0, "vert.x-eventloop-thread-0", "refused")),
            200.8,
            List.of(todo, todo, new byte[0])));
  }

  private static String file(String name) throws IOException {
    try (InputStream in = TraceTextTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
