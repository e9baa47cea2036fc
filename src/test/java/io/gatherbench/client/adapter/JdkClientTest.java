package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.endpoint.Todo;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** java.net.http on each executor that it can be given. */
@Timeout(60)
class JdkClientTest {

  private StubServer stub;

  @BeforeEach
  void startStub() {
    stub = new StubServer(StubOptions.forRun());
  }

  @AfterEach
  void stopStub() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "default, HTTP_1_1",
    "cached, H2C",
    "virtual, HTTP_1_1",
    "virtual, H2C",
    "direct, HTTP_1_1",
    "direct, H2C",
    "fixed:1, HTTP_1_1",
    "fixed:3, H2C"
  })
  void answersOverEachExecutor(String name, Protocol protocol) throws Exception {
    ClientExecutor executor = ClientExecutor.parse(name);
    assumeTrue(executor.minimumJdk() <= Runtime.version().feature());
    ClientOpener opener = opener(executor, protocol);
    try (BlockingClient client = opener.openBlocking()) {
      List<String> lines = new ArrayList<>();
      client.stream(new Request("/stream/3?pause=1ms"), lines::add).execute();
      assertThat(lines).hasSize(3);
      assertThat(client.send(new Request("/todos/5")).body()).isEqualTo(Todo.json(5));
    }
    try (FutureClient client = opener.openFutures()) {
      List<CompletableFuture<Response>> responses =
          IntStream.rangeClosed(1, 8)
              .mapToObj(id -> client.sendAsync(new Request("/todos/" + id + "?latency=20ms")))
              .toList();
      for (int i = 0; i < responses.size(); i++) {
        assertThat(responses.get(i).join().body()).isEqualTo(Todo.json(i + 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "CACHED", "fixed", "fixed:", "fixed:0", "fixed:-1", "fixed:10001", "fixed:1 "})
  void anotherExecutorIsRefused(String name) {
    assertThatThrownBy(() -> ClientExecutor.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cached, virtual, direct, default, or fixed:N with N threads from 1 to 10000");
  }

  private ClientOpener opener(ClientExecutor executor, Protocol protocol) {
    URI address = URI.create("http://127.0.0.1:" + stub.port());
    return Client.JDK.opener(
        new ClientSettings(address, 8, Duration.ofSeconds(20), protocol, executor, null));
  }
}
