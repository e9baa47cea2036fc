package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.ledger.LoopLedger;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.ResponseOptions;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One event loop of the stub. Nothing but {@link SharedState} is shared between loops. */
public final class StubLoop {

  /** Period of the timer whose lateness is sampled. */
  private static final long SAMPLE_NANOS = 50_000_000;

  final SingleThreadEventLoop eventLoop;
  final SharedState shared;
  private final Route[] routes;
  private final LoopLedger ledger;
  final DelayQueue delays;
  final LedgerReadings readings;
  final ResponseOptions.Cache options = new ResponseOptions.Cache();
  private final Runnable batchEnds = () -> batching = false;
  private boolean batching;
  private long batchStart;

  /** Creates the loop of this thread; the last route is for whatever no other matches. */
  public StubLoop(EventLoop eventLoop, SharedState shared, List<Route> routes) {
    lowerTimerSlack();
    this.eventLoop = (SingleThreadEventLoop) eventLoop;
    this.shared = shared;
    this.routes = routes.toArray(Route[]::new);
    this.delays = new DelayQueue(eventLoop);
    List<String> labels = routes.stream().map(Route::label).toList();
    this.ledger = new LoopLedger(shared.ledger(), eventLoop, delays, labels);
    this.readings = new LedgerReadings(shared, ledger, this::later);
    sampleLag(System.nanoTime() + SAMPLE_NANOS);
  }

  /** Stops Linux from letting this thread oversleep by 50 µs: {@code proc_pid_timerslack_ns(5)}. */
  private static void lowerTimerSlack() {
    try {
      // The link reads <process>/task/<thread>; the setting is only there under /proc/<thread>.
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      Path slack = Path.of("/proc", thread.toString(), "timerslack_ns");
      Files.writeString(slack, "1", StandardOpenOption.WRITE);
    } catch (IOException e) {
      // Another system, or a container that refuses it: the ledger shows the lateness.
    }
  }

  public LoopLedger ledger() {
    return ledger;
  }

  /** Returns the limit of streams on a new connection. */
  public int maxConcurrentStreams() {
    return shared.streams().current().get();
  }

  /** Returns the first route that matches a request; the last one if it cannot be read. */
  Route route(IncomingRequest request) {
    int last = routes.length - 1;
    if (request.error() == null) {
      for (int i = 0; i < last; i++) {
        if (routes[i].matches(request.path())) {
          return routes[i];
        }
      }
    }
    return routes[last];
  }

  /** Runs a task on the next turn, after what has arrived is read. Thread-safe. */
  void later(Runnable task) {
    eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  /** Returns when the loop woke up to read: the time of the first request since. */
  long batchStart(long now) {
    if (!batching) {
      batching = true;
      batchStart = now;
      eventLoop.executeAfterEventLoopIteration(batchEnds);
    }
    return batchStart;
  }

  private void sampleLag(long dueNanos) {
    eventLoop.schedule(
        () -> {
          long now = System.nanoTime();
          ledger.lagged(now - dueNanos);
          sampleLag(now + SAMPLE_NANOS);
        },
        dueNanos - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }
}
