package io.gatherbench.benchmark.memory;

import java.io.IOException;

/** A search for the least heap in which something fits. */
final class HeapSearch {

  /** Limit of the search, in MB. */
  static final int MOST = 1 << 16;

  /** The search ends once what fits is at most this factor above what does not. */
  private static final double PRECISION = 1.1;

  interface Trial {

    /** Returns whether all requests can wait in a heap of that size, in MB. */
    boolean fits(int megabytes) throws IOException, InterruptedException;
  }

  private HeapSearch() {}

  /**
   * Doubles or halves a size until one fits and its half does not, then bisects between them,
   * evenly in the logarithm.
   *
   * @return the least size that fits, in MB
   * @throws IllegalStateException if none up to {@link #MOST} does
   */
  static int least(int first, Trial trial) throws IOException, InterruptedException {
    int fits = 0;
    int tooSmall = 0;
    for (int size = first; ; ) {
      if (trial.fits(size)) {
        fits = size;
      } else if (size >= MOST) {
        throw new IllegalStateException("does not fit into " + MOST + " MB");
      } else {
        tooSmall = size;
      }
      if (fits > 0 && (fits <= tooSmall * PRECISION || fits - tooSmall <= 1)) {
        return fits;
      }
      size =
          fits == 0
              ? Math.min(MOST, 2 * tooSmall)
              : tooSmall == 0 ? fits / 2 : (int) Math.sqrt((double) fits * tooSmall);
      size = Math.max(tooSmall + 1, size);
    }
  }
}
