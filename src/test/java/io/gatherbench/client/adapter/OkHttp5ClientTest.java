package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interruption of a thread in OkHttp leaves behind over HTTP/2. */
@Timeout(value = 50, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OkHttp5ClientTest {

  private static final Request NEVER = new Request("/todos/1?latency=60s");

  private StubServer stub;
  private StubControl control;
  private BlockingClient client;

  @BeforeEach
  void open() throws Exception {
    stub = new StubServer(StubOptions.forRun());
    URI address = URI.create("http://127.0.0.1:" + stub.port());
    control = new StubControl(address);
    client =
        Client.OKHTTP
            .opener(new ClientSettings(address, 4, Duration.ofSeconds(58), Protocol.H2C))
            .openBlocking();
    client.send(new Request("/todos/1"));
    control.reset();
  }

  @AfterEach
  void close() {
    client.close();
    stub.close();
  }

  @Test
  void aRequestInterruptedWhileWrittenIsNotSent() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.send(NEVER)).isInstanceOf(InterruptedException.class);

    assertThat(client.send(new Request("/todos/2")).body()).isEqualTo(Todo.json(2));
    assertThat(control.read().answered()).isEqualTo(1);
    assertThat(control.read().inFlight()).isZero();
  }

  @Test
  void anInterruptedStreamIsReset() throws Exception {
    Thread reader = Thread.currentThread();
    BlockingCall call =
        client.stream(new Request("/stream/2?pause=60s"), line -> reader.interrupt());
    assertThatThrownBy(call::execute).isInstanceOf(InterruptedException.class);

    awaitNoneInFlight();
    assertThat(control.read().aborted()).isEqualTo(1);
  }

  @Test
  void closingEndsWhatIsInFlight() throws Exception {
    FutureTask<Object> sending = new FutureTask<>(() -> client.send(NEVER));
    new Thread(sending, "sends").start();
    while (control.read().inFlight() == 0) {
      Thread.onSpinWait();
    }

    client.close();

    assertThatThrownBy(sending::get).isInstanceOf(ExecutionException.class);
    awaitNoneInFlight();
    while (control.read().connectionsOpen() > 0) {
      Thread.onSpinWait();
    }
  }

  private void awaitNoneInFlight() throws Exception {
    while (control.read().inFlight() > 0) {
      Thread.onSpinWait();
    }
  }
}
