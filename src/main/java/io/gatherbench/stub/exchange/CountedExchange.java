package io.gatherbench.stub.exchange;

import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;

/**
 * An exchange as the ledger sees it: it is read once and ends once, in one of three ways, and then
 * gives back its memory and its delay. Requests about the stub itself are not counted.
 */
abstract class CountedExchange implements Runnable {

  final StubLoop loop;
  final Route route;
  private DelayQueue.Delay delay;

  /** Number of bytes taken from the memory budget. */
  private int kept;

  private boolean ended;

  CountedExchange(StubLoop loop, Route route) {
    this.loop = loop;
    this.route = route;
    if (route.counted()) {
      loop.ledger().requestRead();
    }
  }

  public final boolean isCounted() {
    return route.counted();
  }

  public final boolean hasEnded() {
    return ended;
  }

  /** Sets how many bytes of the memory budget it has; throws if there are not as many. */
  final void keep(int bytes) throws BadRequestException {
    if (bytes > kept) {
      loop.shared.memory().take(bytes - kept);
    } else if (bytes < kept) {
      loop.shared.memory().release(kept - bytes);
    }
    kept = bytes;
  }

  /** Runs at a time of {@code System.nanoTime}, unless it ends before. */
  final void schedule(long dueNanos) {
    if (delay == null) {
      delay = new DelayQueue.Delay();
    }
    loop.delays.start(delay, dueNanos, this);
  }

  public final void clientLeft() {
    if (end()) {
      loop.ledger().requestAborted(route.index());
    }
  }

  /** Ends the exchange before the last of the response; a negative lateness is not recorded. */
  final void responding(PreparedResponse.Head head, long late) {
    int status = head.status();
    if (end()) {
      loop.ledger().responding(route.index(), status, late);
    }
  }

  final void breakOff(Fault.Kind fault, Runnable step) {
    if (end()) {
      loop.ledger().breaking(route.index(), fault);
    }
    step.run();
  }

  /** Ends the exchange; returns true if the ledger has to count that. */
  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    if (delay != null) {
      loop.delays.stop(delay);
    }
    if (kept > 0) {
      loop.shared.memory().release(kept);
      kept = 0;
    }
    return route.counted();
  }
}
