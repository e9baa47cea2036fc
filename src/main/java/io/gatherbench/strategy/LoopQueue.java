package io.gatherbench.strategy;

import io.gatherbench.client.AsyncClient;
import java.util.ArrayDeque;
import java.util.Queue;

/** Arrivals of an event loop, a limited number in flight at once. Used on the loop only. */
final class LoopQueue {

  private final AsyncClient client;
  private final int maxInFlight;
  private final Queue<Arrival> waiting = new ArrayDeque<>();
  private int inFlight;

  LoopQueue(AsyncClient client, int maxInFlight) {
    this.client = client;
    this.maxInFlight = maxInFlight;
  }

  void add(Arrival arrival) {
    waiting.add(arrival);
    sendWaiting();
  }

  private void sendWaiting() {
    while (inFlight < maxInFlight && !waiting.isEmpty()) {
      Arrival arrival = waiting.remove();
      if (arrival.starting()) {
        inFlight++;
        client
            .send(arrival.request())
            .onComplete(arrival::answered, arrival::failed)
            .onComplete(
                ended -> {
                  inFlight--;
                  sendWaiting();
                });
      }
    }
  }
}
