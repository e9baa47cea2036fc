package io.gatherbench.stub.delay;

/** Random numbers as a pure function of seed, request number and use: the same everywhere. */
public final class SeededRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SeededRandom() {}

  /** Returns a number evenly spread over (0, 1), independent of those for another {@code use}. */
  public static double unit(long seed, long requestNumber, int use) {
    return ((bits(seed, requestNumber, use) >>> 11) + 0.5) * 0x1.0p-53;
  }

  public static long bits(long seed, long requestNumber, int use) {
    return mix(mix(seed + use * GOLDEN_GAMMA) + requestNumber * GOLDEN_GAMMA);
  }

  /** The finaliser of SplitMix64: every input bit moves half of the output bits. */
  private static long mix(long z) {
    long x = z + GOLDEN_GAMMA;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
