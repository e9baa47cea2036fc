package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that clients may make the stub keep: bodies of requests, and responses made of them
 * that wait, take at most a share of the heap, and so do requests in flight. Thread-safe.
 */
public final class MemoryBudget {

  private static final int BODY_SHARE = 4;

  /** Twice what a request in flight takes beside its body. */
  private static final int REQUEST_BYTES = 1536;

  private final long heap = Runtime.getRuntime().maxMemory();
  private final long mostBytes = heap / BODY_SHARE;
  private final long mostRequests = heap / REQUEST_BYTES;
  private final AtomicLong taken = new AtomicLong();

  void check(int inFlight) throws BadRequestException {
    if (inFlight > mostRequests) {
      throw new BadRequestException(
          503, "requests", inFlight + " in flight", "up to " + mostRequests);
    }
  }

  void take(int bytes) throws BadRequestException {
    if (taken.addAndGet(bytes) > mostBytes) {
      release(bytes);
      throw new BadRequestException(
          503, "memory", bytes + " bytes more", "up to " + mostBytes + " bytes of all bodies");
    }
  }

  void release(int bytes) {
    taken.addAndGet(-bytes);
  }
}
