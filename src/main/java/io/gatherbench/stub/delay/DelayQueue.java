package io.gatherbench.stub.delay;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The delays of one event loop: a binary heap by time, and one timer for the first. With a timer
 * for each delay, the loop would run all that are due before it reads again, and the next requests
 * of a gather would lie unread until its last response is out. So one delay ends at a time, and
 * what has arrived is read in between. Used on its event loop only.
 */
public final class DelayQueue implements Runnable {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int NOT_RUNNING = -1;

  private final EventLoop eventLoop;
  private final EarlyWakeUp earlyWakeUp = new EarlyWakeUp();
  private Delay[] heap = new Delay[64];
  private int size;
  private Future<?> timer;
  private long timerNanos = NEVER;

  private boolean timerWakes;

  /** A step that runs later. */
  public static final class Delay {
    private long dueNanos;
    private Runnable step;
    private int index = NOT_RUNNING;
  }

  public DelayQueue(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  public int running() {
    return size;
  }

  /** Starts an idle delay up to a time of {@code System.nanoTime}; a past one is due at once. */
  public void start(Delay delay, long dueNanos, Runnable step) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    delay.dueNanos = dueNanos;
    delay.step = step;
    siftUp(delay, size++);
    setTimer();
  }

  public void stop(Delay delay) {
    if (delay.index != NOT_RUNNING) {
      remove(delay);
      setTimer();
    }
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    if (timerWakes) {
      earlyWakeUp.record(now - timerNanos);
    }
    timerNanos = NEVER;
    try {
      if (size > 0) {
        if (heap[0].dueNanos - now > 0) {
          now = earlyWakeUp.spin(now, heap[0].dueNanos);
        }
        if (heap[0].dueNanos - now <= 0) {
          Delay due = heap[0];
          remove(due);
          due.step.run();
        }
      }
    } finally {
      setTimer();
    }
  }

  private void setTimer() {
    if (size == 0) {
      // Leaves the timer set: a spurious wake-up is cheaper than a cancel per response.
      return;
    }
    long now = System.nanoTime();
    long wake = heap[0].dueNanos - earlyWakeUp.leadNanos(now);
    if (timerNanos != NEVER) {
      if (timerNanos - wake <= 0) {
        return;
      }
      timer.cancel(false);
    }
    timerWakes = wake - now > 0;
    timerNanos = timerWakes ? wake : now;
    timer = eventLoop.schedule(this, timerNanos - now, TimeUnit.NANOSECONDS);
  }

  private void remove(Delay delay) {
    int hole = delay.index;
    delay.index = NOT_RUNNING;
    Delay last = heap[--size];
    heap[size] = null;
    if (last != delay) {
      siftDown(last, hole);
      if (heap[hole] == last) {
        siftUp(last, hole);
      }
    }
  }

  private void siftUp(Delay delay, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (heap[parent].dueNanos - delay.dueNanos <= 0) {
        break;
      }
      place(heap[parent], index);
      index = parent;
    }
    place(delay, index);
  }

  private void siftDown(Delay delay, int from) {
    int index = from;
    for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
      if (child + 1 < size && heap[child + 1].dueNanos - heap[child].dueNanos < 0) {
        child++;
      }
      if (heap[child].dueNanos - delay.dueNanos >= 0) {
        break;
      }
      place(heap[child], index);
      index = child;
    }
    place(delay, index);
  }

  private void place(Delay delay, int index) {
    heap[index] = delay;
    delay.index = index;
  }
}
