package io.gatherbench.benchmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.client.Protocol;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class WorkTrackerTest {

  @Test
  void anIterationStartsWhenWhatWasSentBeforeHasEnded() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      URI address = URI.create("http://127.0.0.1:" + stub.port());
      StubControl control = new StubControl(address);
      WorkTracker work =
          new WorkTracker(control, stub.port(), Protocol.HTTP_1_1, ExpectedWork.cancelled(1, 1));
      control.read();
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/status/200?latency=2s")).build();
      var answer = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding());
      work.awaitInFlight(1);
      work.start();
      assertThat(control.read().inFlight()).isZero();
      work.end(() -> 0, (evidence, seen) -> assertThat(seen.requests()).isZero());
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }
}
