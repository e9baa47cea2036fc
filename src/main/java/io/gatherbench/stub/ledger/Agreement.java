package io.gatherbench.stub.ledger;

import java.util.Map;

/**
 * What the ends of a connection agreed on. Immutable.
 *
 * @param protocol {@code HTTP_1_1}, {@code H2C}, {@code HTTPS_1_1} or {@code H2}
 * @param tls null without TLS
 */
public record Agreement(String protocol, Tls tls) {

  /** Names as the JDK has them. */
  private static final Map<Integer, String> GROUPS =
      Map.of(
          23, "secp256r1",
          24, "secp384r1",
          25, "secp521r1",
          29, "x25519",
          30, "x448",
          256, "ffdhe2048",
          257, "ffdhe3072",
          4587, "SecP256r1MLKEM768",
          4588, "X25519MLKEM768",
          4589, "SecP384r1MLKEM1024");

  /**
   * A TLS session.
   *
   * @param version {@code TLSv1.3} or {@code TLSv1.2}
   * @param cipherSuiteId number of the cipher suite at IANA
   * @param group of the key exchange, by name; its number where none is known here
   * @param groupId number of the group at IANA; 0 if keys were not exchanged anew
   * @param resumed whether it goes back to an earlier session
   */
  public record Tls(
      String version,
      String cipherSuite,
      int cipherSuiteId,
      String group,
      int groupId,
      boolean resumed) {

    public Tls(
        String version, String cipherSuite, int cipherSuiteId, int groupId, boolean resumed) {
      this(version, cipherSuite, cipherSuiteId, name(groupId), groupId, resumed);
    }

    private static String name(int groupId) {
      return groupId == 0 ? "none" : GROUPS.getOrDefault(groupId, Integer.toString(groupId));
    }
  }

  /**
   * Connections that agreed on the same.
   *
   * @param opened since the last reset
   * @param used for a request since the last reset
   * @param open now
   */
  public record Count(String protocol, Tls tls, long opened, long used, int open) {}
}
