package io.gatherbench.stub.client;

import java.io.IOException;
import java.net.URI;

/**
 * Lets a stub's JVM compile what it will run before anything is measured. A cold stub serves its
 * first thousands of requests several times slower, and the first fork would pay for it. The client
 * is the least there is, because the wait for a full one to warm up is longer than for the stub.
 */
public final class StubWarmUp {

  private static final int BATCH = 64;

  private StubWarmUp() {}

  /**
   * Sends requests, half of them delayed, and leaves the ledger reset.
   *
   * @param requests how many in all, rounded up to whole batches of 64
   * @throws IOException if the stub does not answer all of them
   */
  public static void run(URI stub, int requests) throws IOException {
    try (MinimalClient client = new MinimalClient(stub, BATCH)) {
      for (int sent = 0; sent < requests; sent += BATCH) {
        client.gather(sent / BATCH % 2 == 0 ? "0ms" : "500us");
      }
    }
    new StubControl(stub).reset();
  }
}
