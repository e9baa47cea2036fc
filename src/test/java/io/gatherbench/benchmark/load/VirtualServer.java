package io.gatherbench.benchmark.load;

import io.gatherbench.client.Response;
import io.gatherbench.strategy.Arrival;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/** Servers with a fixed service time and one queue, in virtual time. */
final class VirtualServer implements LoadClock {

  static final byte[] RIGHT = {1};

  private record Event(long at, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final long[] freeAt;
  private final long serviceNanos;
  private final LongUnaryOperator readyAt;
  private long lateNanos;
  private long now = 1_000_000_007;
  private long number;

  VirtualServer(int servers, long serviceNanos) {
    this(servers, serviceNanos, at -> at);
  }

  /** Creates servers that begin nothing before {@code readyAt} of when they could. */
  VirtualServer(int servers, long serviceNanos, LongUnaryOperator readyAt) {
    this.freeAt = new long[servers];
    this.serviceNanos = serviceNanos;
    this.readyAt = readyAt;
  }

  void accept(Arrival arrival) {
    int server = 0;
    for (int i = 1; i < freeAt.length; i++) {
      server = freeAt[i] < freeAt[server] ? i : server;
    }
    int chosen = server;
    long begin = readyAt.applyAsLong(Math.max(now, freeAt[chosen]));
    freeAt[chosen] = begin + serviceNanos;
    at(
        begin,
        () -> {
          if (arrival.starting()) {
            at(begin + serviceNanos, () -> arrival.answered(new Response(200, RIGHT)));
          }
        });
  }

  private void at(long nanoTime, Runnable action) {
    events.add(new Event(nanoTime, number++, action));
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** Has those that wait wake up late. */
  VirtualServer waking(long nanosLate) {
    lateNanos = nanosLate;
    return this;
  }

  @Override
  public void waitUntil(long instant) {
    long nanoTime = instant + lateNanos;
    while (!events.isEmpty() && events.peek().at() <= nanoTime) {
      Event next = events.remove();
      now = next.at();
      next.action().run();
    }
    now = Math.max(now, nanoTime);
  }
}
