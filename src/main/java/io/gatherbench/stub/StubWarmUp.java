package io.gatherbench.stub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lets a stub's JVM compile what it will run before anything is measured. A cold stub serves its
 * first thousands of requests several times slower, and the first fork would pay for it.
 */
final class StubWarmUp {

  private static final int BATCH = 64;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private StubWarmUp() {}

  /**
   * Sends requests, half of them delayed, and leaves the ledger reset.
   *
   * @param requests how many in all, rounded up to whole batches of 64
   * @throws IOException if the stub does not answer all of them
   */
  static void run(URI stub, int requests) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    for (int sent = 0; sent < requests; sent += BATCH) {
      String query = sent / BATCH % 2 == 0 ? "" : "?latency=500us";
      List<CompletableFuture<HttpResponse<byte[]>>> batch = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(stub.resolve("/todos/" + (sent + i + 1) + query))
                .timeout(TIMEOUT)
                .build();
        batch.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
      }
      try {
        for (CompletableFuture<HttpResponse<byte[]>> response : batch) {
          if (response.join().statusCode() != 200) {
            throw new IOException("the stub answered " + response.join().statusCode());
          }
        }
      } catch (CompletionException e) {
        throw new IOException("the stub failed while it was warmed up", e.getCause());
      }
    }
    new StubControl(stub).reset();
  }
}
