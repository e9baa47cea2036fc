package io.gatherbench.stub.delay;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The delays that run on one event loop: a heap of what is due when, and one timer of the loop for
 * the first of them. The loop could hold a timer for each, but it runs all that are due before it
 * reads again; where many clients wait for the same delay, as in a gather, their next requests then
 * lie unread until the last answer is out. So answers are written one at a time, and what has
 * arrived is read in between.
 *
 * <p>Used on its event loop only.
 */
public final class DelayQueue implements Runnable {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int NOT_RUNNING = -1;

  private final EventLoop eventLoop;
  private Delay[] heap = new Delay[64];
  private int size;
  private Future<?> alarm;
  private long alarmNanos = NEVER;

  /** Whether the loop may have to sleep until the alarm. */
  private boolean alarmWakes;

  private final EarlyWakeUp head = new EarlyWakeUp();

  /** Something that is to be done later. */
  public static final class Delay {
    private long dueNanos;
    private Runnable step;
    private int index = NOT_RUNNING;
  }

  public DelayQueue(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** How many delays are running. */
  public int running() {
    return size;
  }

  /**
   * Starts a delay that is not running.
   *
   * @param dueNanos a time of {@code System.nanoTime}; in the past means soon
   */
  public void start(Delay delay, long dueNanos, Runnable step) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    delay.dueNanos = dueNanos;
    delay.step = step;
    rise(delay, size++);
    setAlarm();
  }

  /** Stops a delay, if it is running. */
  public void stop(Delay delay) {
    if (delay.index != NOT_RUNNING) {
      remove(delay);
      setAlarm();
    }
  }

  /** The alarm has gone off. */
  @Override
  public void run() {
    long now = System.nanoTime();
    if (alarmWakes) {
      head.woke(now - alarmNanos);
    }
    alarmNanos = NEVER;
    if (size > 0) {
      if (heap[0].dueNanos - now > 0) {
        now = head.spin(now, heap[0].dueNanos);
      }
      if (heap[0].dueNanos - now <= 0) {
        Delay due = heap[0];
        remove(due);
        due.step.run();
      }
    }
    setAlarm();
  }

  private void setAlarm() {
    if (size == 0) {
      // An alarm that is set goes off for nothing: cheaper than to cancel one with each answer.
      return;
    }
    long now = System.nanoTime();
    long wake = heap[0].dueNanos - head.start(now);
    if (alarmNanos != NEVER) {
      if (alarmNanos - wake <= 0) {
        return;
      }
      alarm.cancel(false);
    }
    alarmWakes = wake - now > 0;
    alarmNanos = alarmWakes ? wake : now;
    alarm = eventLoop.schedule(this, alarmNanos - now, TimeUnit.NANOSECONDS);
  }

  private void remove(Delay delay) {
    int hole = delay.index;
    delay.index = NOT_RUNNING;
    Delay last = heap[--size];
    heap[size] = null;
    if (last != delay) {
      sink(last, hole);
      if (heap[hole] == last) {
        rise(last, hole);
      }
    }
  }

  private void rise(Delay delay, int from) {
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

  private void sink(Delay delay, int from) {
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
