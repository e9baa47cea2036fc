package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatherbench.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it. */
class TraceCommandTest {

  @TempDir Path folder;

  @Test
  void drawsEachStrategyAndLogsEachEvent() throws Exception {
    Path log = folder.resolve("events.log");
    List<String> lines =
        trace(0, "--requests", "3", "--latency", "20ms,30ms", "--log", log.toString());

    assertThat(lines).allMatch(line -> line.length() <= 80, "80 columns");
    for (Strategy strategy : Strategy.values()) {
      assertThat(lines.stream().filter(line -> line.startsWith(strategy + " (")))
          .hasSize(strategy.minimumJdk() <= Runtime.version().feature() ? 1 : 0);
    }
    List<String> sequential =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("\tSEQUENTIAL JDK\t"))
            .toList();
    assertThat(sequential)
        .extracting(line -> line.split("\t")[3])
        .containsExactly(
            "start", "sent", "answered", "sent", "answered", "sent", "answered", "gathered");
  }

  @Test
  void usersEndpointsGetEachRequestOnce() throws Exception {
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Key")
                  + " "
                  + body);
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/a") ? 201 : 404, 2);
          exchange.getResponseBody().write(new byte[2]);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      List<String> lines =
          trace(
              0,
              "--url",
              base + "/a",
              "--url",
              base + "/b",
              "--header",
              "X-Key: k",
              "--method",
              "POST",
              "--body",
              "hello",
              "--strategy",
              "SEQUENTIAL,EVENT_LOOP");

      assertThat(received)
          .containsExactlyInAnyOrder(
              "POST /a k hello", "POST /b k hello", "POST /a k hello", "POST /b k hello");
      assertThat(lines)
          .contains(
              "Answers: the same with every strategy",
              "   1  201          2 bytes   2 of 2 strategies",
              "   2  404          2 bytes   2 of 2 strategies");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatIsNotThereIsDrawnAsFailure() {
    List<String> lines = trace(1, "--url", "http://127.0.0.1:1/", "--strategy", "SEQUENTIAL");
    assertThat(lines).anyMatch(line -> line.matches(" {3}1 fail .*main"));
    assertThat(lines).anyMatch(line -> line.contains("ConnectException"));
  }

  private static List<String> trace(int status, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> commandLine = new ArrayList<>(List.of("trace"));
    commandLine.addAll(List.of(arguments));
    assertThat(new Main(stream(out), stream(err)).run(commandLine)).as("%s", err).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
