package io.gatherbench.client.adapter;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import java.util.Set;
import java.util.function.Function;

/** The HTTP libraries by name, with the protocols that each speaks. */
public enum Client {
  /** {@code java.net.http}, which comes with the JDK. */
  JDK(JdkClient::opener, Protocol.HTTP_1_1, Protocol.H2C),
  /** Vert.x WebClient; a thread that calls it and has to wait awaits it. */
  VERTX(VertxClient::opener, Protocol.HTTP_1_1, Protocol.H2C),
  /** Apache's HttpClient 5, classic: truly blocking sockets. */
  APACHE(settings -> () -> new ApacheClient(settings), Protocol.HTTP_1_1);

  private final Function<ClientSettings, ClientOpener> opener;
  private final Set<Protocol> protocols;

  Client(Function<ClientSettings, ClientOpener> opener, Protocol... protocols) {
    this.opener = opener;
    this.protocols = Set.of(protocols);
  }

  /** Returns whether the library speaks a protocol. */
  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  /** Returns an opener of the library's clients with these settings. */
  public ClientOpener opener(ClientSettings settings) {
    return opener.apply(settings);
  }
}
