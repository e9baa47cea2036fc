package io.gatherbench.benchmark.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A fixed amount of work for a processor, with a result that shows that it was done: SHA-256 of
 * SHA-256 of some bytes, so many times, which nobody can shorten. Immutable.
 *
 * @param rounds 1 or more
 */
public record HashRounds(int rounds) {

  /** Does the work. */
  public byte[] of(byte[] bytes) {
    MessageDigest sha256 = sha256();
    byte[] hash = bytes;
    for (int round = 0; round < rounds; round++) {
      hash = sha256.digest(hash);
    }
    return hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
