package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.delay.SeededRandom;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseOptions;

/**
 * Bytes that look random. They are made once; an answer is a part of them that starts at a place
 * drawn from the seed, so that large answers cost no more than small ones.
 */
final class RandomBytes {

  private static final int STARTS = 1 << 16;

  private Bytes all;

  /**
   * @param size how many, 0 to {@link ResponseOptions#MAX_BYTES}
   */
  Bytes bytes(int size, long seed) {
    if (all == null) {
      all = make();
    }
    int start = (int) (SeededRandom.bits(seed, 0, 0) & STARTS - 1);
    return all.slice(start, start + size);
  }

  private static Bytes make() {
    byte[] bytes = new byte[STARTS + ResponseOptions.MAX_BYTES];
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      long bits = SeededRandom.bits(0, i, 1);
      for (int j = 0; j < Long.BYTES; j++) {
        bytes[i + j] = (byte) (bits >>> 8 * j);
      }
    }
    return Bytes.of(bytes);
  }
}
