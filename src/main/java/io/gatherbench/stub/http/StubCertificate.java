package io.gatherbench.stub.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * A key and a certificate signed with it, for one run of a stub. The JDK's {@code keytool} makes
 * them, because the JDK has no public way to encode a certificate. Immutable.
 *
 * @param pem the certificate as {@code curl --cacert} takes it
 * @param context of all connections over TLS, which share its sessions
 */
public record StubCertificate(
    PrivateKey key, X509Certificate certificate, String pem, SslContext context) {

  private static final String NAME = "stub";

  /** Protects a file that only this user may read and that is deleted at once. */
  private static final String PASSWORD = "gatherbench";

  /**
   * Creates one for the host, {@code localhost} and loopback; for all addresses and the name of
   * this machine if the host stands for them. Throws if this JDK cannot.
   */
  public static StubCertificate of(String host) {
    try {
      Path directory = Files.createTempDirectory("gatherbench");
      Path store = directory.resolve("stub.p12");
      try {
        runKeytool(host, store);
        char[] password = PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        PrivateKey key = (PrivateKey) keys.getKey(NAME, password);
        X509Certificate made = (X509Certificate) keys.getCertificate(NAME);
        return new StubCertificate(key, made, pem(made.getEncoded()), context(key, made));
      } finally {
        Files.deleteIfExists(store);
        Files.delete(directory);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate can be made on this JDK", e);
    }
  }

  private static void runKeytool(String host, Path store) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    List.of("localhost", "127.0.0.1", "::1", host).forEach(each -> names.add(name(each)));
    if (InetAddress.getByName(host).isAnyLocalAddress()) {
      names.add(name(InetAddress.getLocalHost().getHostName()));
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(address -> names.add(name(address.getHostAddress())));
    }
    // A name in DNS has no underscore, and keytool refuses one.
    names.removeIf(name -> name.contains("_"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // A JVM that ends in a second takes half as long without a second compiler and collector
    // threads.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(
        List.of("-dname", "CN=gatherbench stub", "-ext", "san=" + String.join(",", names)));
    command.addAll(List.of("-startdate", "-1d", "-validity", "366"));
    command.addAll(List.of("-alias", NAME, "-keystore", store.toString(), "-storepass", PASSWORD));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Without JAVA_TOOL_OPTIONS and the like, which it would take for flags of its own.
    builder.environment().keySet().removeIf(name -> name.endsWith("_OPTIONS"));
    Process keytool = builder.start();
    String printed = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException(printed);
    }
  }

  private static String name(String host) {
    boolean address = host.contains(":") || host.matches("[0-9.]+");
    return address ? "ip:" + host.replaceFirst("%.*", "") : "dns:" + host;
  }

  private static String pem(byte[] encoded) {
    byte[] lineEnd = {'\n'};
    String lines = Base64.getMimeEncoder(64, lineEnd).encodeToString(encoded);
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }

  private static SslContext context(PrivateKey key, X509Certificate certificate)
      throws SSLException {
    ApplicationProtocolConfig protocols =
        new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);
    return SslContextBuilder.forServer(key, certificate)
        .applicationProtocolConfig(protocols)
        .build();
  }
}
