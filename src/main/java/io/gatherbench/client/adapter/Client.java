package io.gatherbench.client.adapter;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import java.util.Set;
import java.util.function.Function;

/** The HTTP libraries in gatherbench by name, with the protocols that each speaks. */
public enum Client implements NamedClient {
  /** {@code java.net.http}, which comes with the JDK. */
  JDK(settings -> new BlockingOrFutureOpener<>(() -> new JdkClient(settings)), Protocol.values()),
  /** Vert.x WebClient; a thread that calls it and has to wait awaits it. */
  VERTX(VertxClient::opener, Protocol.values()),
  /** Apache's HttpClient 5, classic: truly blocking sockets. */
  APACHE(settings -> () -> new ApacheClient(settings), Protocol.HTTP_1_1, Protocol.HTTPS_1_1),
  /** OkHttp 5: truly blocking sockets, and futures that a thread of the client completes. */
  OKHTTP(
      settings -> new BlockingOrFutureOpener<>(() -> new OkHttp5Client(settings)),
      Protocol.values()),
  /** Jetty's HttpClient 12; a thread that calls it and has to wait waits for its future. */
  JETTY(
      settings -> new BlockingOrFutureOpener<>(() -> new JettyClient(settings)), Protocol.values()),
  /** Reactor Netty, which Spring's WebClient stands on: an event loop beside that of Vert.x. */
  REACTOR_NETTY(ReactorNettyClient::opener, Protocol.values());

  private final Function<ClientSettings, ClientOpener> opener;
  private final Set<Protocol> protocols;

  Client(Function<ClientSettings, ClientOpener> opener, Protocol... protocols) {
    this.opener = opener;
    this.protocols = Set.of(protocols);
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  @Override
  public boolean takesExecutor() {
    return this == JDK;
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    return opener.apply(settings);
  }
}
