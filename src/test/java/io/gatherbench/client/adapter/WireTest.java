package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each client puts on the wire, as a bare socket receives it: the same lines, in the order
 * that each library has of its own.
 */
class WireTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final List<Request.Header> HEADERS =
      List.of(new Request.Header("X-First", "1"), new Request.Header("Content-Type", "text/plain"));

  @ParameterizedTest
  @EnumSource(Client.class)
  void aGetIsTheSameBytesFromEachClient(Client client) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String received = received(client, server, new Request("/todos/1?latency=0ms"));

      assertThat(sortedLines(received))
          .containsExactlyElementsOf(
              sortedLines(
                  "GET /todos/1?latency=0ms HTTP/1.1\r\n"
                      + "Host: 127.0.0.1:"
                      + server.getLocalPort()
                      + "\r\nUser-Agent: gatherbench\r\nAccept: application/json\r\n\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void aPostCarriesItsHeadersAndItsBodyInUtf8(Client client) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String received =
          received(client, server, new Request("POST", "/todos", HEADERS, "{\"é\":1}"));

      assertThat(sortedLines(received))
          .containsExactlyElementsOf(
              sortedLines(
                  "POST /todos HTTP/1.1\r\n"
                      + "Host: 127.0.0.1:"
                      + server.getLocalPort()
                      + "\r\nUser-Agent: gatherbench\r\nAccept: application/json\r\n"
                      + "X-First: 1\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\n"
                      + "{\"é\":1}"));
    }
  }

  private static List<String> sortedLines(String message) {
    return Stream.of(message.split("\r\n")).sorted().toList();
  }

  private static String received(Client client, ServerSocket server, Request request)
      throws Exception {
    CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serveOne(server));
    URI base = URI.create("http://127.0.0.1:" + server.getLocalPort());
    try (BlockingClient open = client.opener(new ClientSettings(base, 1, TIMEOUT)).openBlocking()) {
      assertThat(open.send(request).body()).isEqualTo("{}".getBytes(StandardCharsets.US_ASCII));
    }
    return withoutWhatItInsistsOn(client, received.get(20, TimeUnit.SECONDS));
  }

  /** The deviations that the clients' Javadoc names, undone; anything else stays. */
  private static String withoutWhatItInsistsOn(Client client, String message) {
    return switch (client) {
      case JDK ->
          message.startsWith("GET") ? message.replace("Content-Length: 0\r\n", "") : message;
      case VERTX, REACTOR_NETTY ->
          message
              .replace("\r\nhost: ", "\r\nHost: ")
              .replace("\r\ncontent-length: ", "\r\nContent-Length: ");
      case APACHE -> message.replace("Connection: keep-alive\r\n", "");
      case OKHTTP ->
          message
              .replace("Connection: Keep-Alive\r\n", "")
              .replace("Accept-Encoding: identity\r\n", "");
      case JETTY -> message;
    };
  }

  private static String serveOne(ServerSocket server) {
    try (Socket socket = server.accept()) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      while (!isWhole(received.toString(StandardCharsets.UTF_8))) {
        received.write(in.read());
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
      return received.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(String message) {
    return message.contains("\r\n\r\n") && (message.startsWith("GET") || message.endsWith("}"));
  }
}
