package io.gatherbench.benchmark.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of SHA-256 of some bytes: a fixed amount of work with a result that proves it. Immutable.
 *
 * @param rounds 1 or more
 */
public record HashRounds(int rounds) {

  /** Does the work. */
  public byte[] of(byte[] bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = bytes;
      for (int round = 0; round < rounds; round++) {
        hash = sha256.digest(hash);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
