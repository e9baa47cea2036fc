package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that clients may make the stub keep: bodies of requests, responses made of them that
 * wait, and pipelined requests take at most a share of the heap, and so do requests in flight;
 * output that is not read takes at most a share of the memory outside the heap. Thread-safe.
 */
public final class MemoryBudget {

  /** What a request in flight takes beside its head and its body, about. */
  public static final int REQUEST_BYTES = 768;

  private static final int BODY_SHARE = 4;
  private static final int UNREAD_SHARE = 2;

  private final long heap = Runtime.getRuntime().maxMemory();
  private final long mostBytes = heap / BODY_SHARE;
  private final long mostRequests = heap / (2 * REQUEST_BYTES);
  private final long mostUnread = PlatformDependent.maxDirectMemory() / UNREAD_SHARE;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong unread = new AtomicLong();
  private final AtomicBoolean usedUp = new AtomicBoolean();

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

  /** Adds to the output that is not read; returns false if that makes it too much. */
  public boolean addUnread(long bytes) {
    return unread.addAndGet(bytes) <= mostUnread || bytes <= 0;
  }

  /** Returns true if there was no memory; the first time it is reported on standard error. */
  boolean isUsedUp(Throwable cause) {
    if (!(cause instanceof OutOfMemoryError)) {
      return false;
    }
    if (!usedUp.getAndSet(true)) {
      System.err.println(
          "gatherbench: the stub closes connections for which it has no memory: "
              + cause.getMessage());
    }
    return true;
  }
}
