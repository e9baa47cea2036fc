package io.gatherbench.stub.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A key and a certificate signed with it, for one run of a stub. The JDK can sign certificates but
 * has no public way to encode one, so its fields are encoded here, in DER (X.690, RFC 5280).
 * Nothing is written to disk. Immutable.
 *
 * @param key the private key
 * @param certificate signed with it
 */
public record StubCertificate(PrivateKey key, X509Certificate certificate) {

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0C;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xA0;
  private static final int EXTENSIONS = 0xA3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  /** The object identifiers 1.2.840.10045.4.3.2, 2.5.4.3 and 2.5.29.17, encoded. */
  private static final byte[] ECDSA_WITH_SHA256 = hex("06082a8648ce3d040302");

  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");

  private static final DateTimeFormatter UTC =
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
    } catch (IOException e) {
      throw new IllegalStateException("no TLS on this JDK", e);
    }
  }

  private static X509Certificate certificate(KeyPair keys, String host)
      throws GeneralSecurityException, IOException {
    byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
    byte[] name =
        der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, "gatherbench stub"))));
    Instant now = Instant.now();
    byte[] names =
        der(
            SEQUENCE,
            der(DNS_NAME, "localhost"),
            der(IP_ADDRESS, InetAddress.getByName("127.0.0.1").getAddress()),
            der(IP_ADDRESS, InetAddress.getByName("::1").getAddress()),
            host.contains(":") || host.matches("[0-9.]+")
                ? der(IP_ADDRESS, InetAddress.getByName(host).getAddress())
                : der(DNS_NAME, host));
    byte[] toBeSigned =
        der(
            SEQUENCE,
            der(VERSION, der(INTEGER, new byte[] {2})),
            der(INTEGER, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
            algorithm,
            name,
            der(
                SEQUENCE,
                der(UTC_TIME, UTC.format(now.minus(Duration.ofDays(1)))),
                der(UTC_TIME, UTC.format(now.plus(Duration.ofDays(365))))),
            name,
            keys.getPublic().getEncoded(),
            der(
                EXTENSIONS,
                der(SEQUENCE, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, names)))));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    // A bit string begins with the number of unused bits of its last byte.
    byte[] signed =
        der(SEQUENCE, toBeSigned, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static byte[] der(int tag, String ascii) {
    return der(tag, ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** Encodes a value that consists of parts and is shorter than 64 KiB. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.writeBytes(part);
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (value.size() >= 0x100) {
      encoded.write(0x82);
      encoded.write(value.size() >>> 8);
    } else if (value.size() >= 0x80) {
      encoded.write(0x81);
    }
    encoded.write(value.size());
    encoded.writeBytes(value.toByteArray());
    return encoded.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
