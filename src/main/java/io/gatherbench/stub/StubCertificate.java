package io.gatherbench.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * A key and a certificate signed with it, for one run of a stub. The JDK can sign certificates but
 * has no public way to write one, so its few fields are written here, in DER (X.690), as RFC 5280
 * has them. Nothing is written to disk.
 */
final class StubCertificate {

  private static final long DAYS = 365;
  private static final String ALIAS = "stub";
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private StubCertificate() {}

  /**
   * A new one, for the host, {@code localhost} and the loopback addresses.
   *
   * @throws IllegalStateException if this JDK lacks the algorithms that every JDK should have
   */
  static PfxOptions of(String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      String password = UUID.randomUUID().toString();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS,
          keys.getPrivate(),
          password.toCharArray(),
          new Certificate[] {certificate(keys, host)});
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password.toCharArray());
      return new PfxOptions()
          .setValue(Buffer.buffer(bytes.toByteArray()))
          .setPassword(password)
          .setAlias(ALIAS);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate can be made on this JDK", e);
    }
  }

  private static Certificate certificate(KeyPair keys, String host)
      throws GeneralSecurityException, IOException {
    byte[] toBeSigned = toBeSigned(keys, host);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    byte[] signed = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bitString(signature.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static byte[] toBeSigned(KeyPair keys, String host) throws IOException {
    Instant now = Instant.now();
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8("gatherbench stub"))));
    return Der.sequence(
        Der.explicit(0, Der.integer(2)),
        Der.integer(now.toEpochMilli()),
        ECDSA_WITH_SHA256,
        name,
        Der.sequence(
            Der.utcTime(UTC_TIME.format(now.minus(1, ChronoUnit.DAYS))),
            Der.utcTime(UTC_TIME.format(now.plus(DAYS, ChronoUnit.DAYS)))),
        name,
        keys.getPublic().getEncoded(),
        Der.explicit(
            3,
            Der.sequence(
                Der.sequence(Der.oid(2, 5, 29, 17), Der.octetString(Der.sequence(names(host)))))));
  }

  /** Whom the certificate is for: a DNS name has tag 2, an address 7. */
  private static byte[][] names(String host) throws IOException {
    boolean literal = host.contains(":") || host.matches("[0-9.]+");
    return new byte[][] {
      Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
      Der.implicit(7, InetAddress.getByName("127.0.0.1").getAddress()),
      Der.implicit(7, InetAddress.getByName("::1").getAddress()),
      literal
          ? Der.implicit(7, InetAddress.getByName(host).getAddress())
          : Der.implicit(2, host.getBytes(StandardCharsets.US_ASCII))
    };
  }
}
