package io.gatherbench.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A stub in this JVM, and a client for it. */
abstract class StubFixture {

  static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  static StubServer server;
  static StubControl control;

  @BeforeAll
  static void start() throws IOException {
    server = new StubServer(StubOptions.forRun());
    control = new StubControl(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void resetLedger() throws IOException {
    control.reset();
  }

  static URI at(String target) {
    return URI.create(server.address() + target);
  }

  static HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return send("GET", target, "");
  }

  static HttpResponse<String> send(String method, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at(target))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
