package io.gatherbench.benchmark.load;

import java.util.concurrent.locks.LockSupport;

/** A clock that can be waited on. Thread-safe. */
interface LoadClock {

  /** The system's; a thread that waits is parked, and wakes up some 60 µs late. */
  LoadClock SYSTEM =
      new LoadClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanoTime) {
          LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
      };

  long nanoTime();

  /** Waits until about that {@code nanoTime}; may return before. */
  void waitUntil(long nanoTime);
}
