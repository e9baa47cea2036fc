package io.gatherbench.stub.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * A key and a certificate signed with it, for one run of a stub. The JDK can sign certificates but
 * has no public way to encode one, so its fields are encoded here, in DER (X.690, RFC 5280).
 * Nothing is written to disk. Immutable.
 *
 * @param key the private key
 * @param certificate signed with it
 */
public record StubCertificate(PrivateKey key, X509Certificate certificate) {

  private static final long DAYS = 365;
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Creates one for the host, {@code localhost} and the loopback addresses.
   *
   * @throws IllegalStateException if this JDK lacks the algorithms that every JDK should have
   */
  public static StubCertificate of(String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return new StubCertificate(keys.getPrivate(), certificate(keys, host));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate can be made on this JDK", e);
    }
  }

  /** Returns the context of a server that serves HTTP/2 and HTTP/1.1 under it. */
  public SslContext context() {
    try {
      return SslContextBuilder.forServer(key, certificate)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS on this JDK", e);
    }
  }

  private static X509Certificate certificate(KeyPair keys, String host)
      throws GeneralSecurityException, IOException {
    byte[] toBeSigned = toBeSigned(keys, host);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    byte[] signed = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bitString(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
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

  /** Returns the names that the certificate is for: a DNS name has tag 2, an address 7. */
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
