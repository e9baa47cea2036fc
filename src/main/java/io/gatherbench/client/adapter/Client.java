package io.gatherbench.client.adapter;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AwaitedClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Protocol;
import java.util.Set;

/** The HTTP libraries by name, with the protocols that each speaks and the calls that it has. */
public enum Client {
  /** {@code java.net.http}, which comes with the JDK. */
  JDK(Protocol.HTTP_1_1, Protocol.H2C) {
    @Override
    public ClientOpener with(ClientSettings settings) {
      return new ClientOpener() {
        @Override
        public BlockingClient openBlocking() {
          return new JdkClient(settings);
        }

        @Override
        public FutureClient openFutures() {
          return new JdkClient(settings);
        }
      };
    }
  },
  /** Vert.x WebClient; a thread that calls it and has to wait awaits it. */
  VERTX(Protocol.HTTP_1_1, Protocol.H2C) {
    @Override
    public ClientOpener with(ClientSettings settings) {
      return new ClientOpener() {
        @Override
        public BlockingClient openBlocking() {
          return new AwaitedClient(new VertxClient(settings));
        }

        @Override
        public AsyncClient openAsync() {
          return new VertxClient(settings);
        }
      };
    }
  },
  /** Apache's HttpClient 5, classic: truly blocking sockets. */
  APACHE(Protocol.HTTP_1_1) {
    @Override
    public ClientOpener with(ClientSettings settings) {
      return new ClientOpener() {
        @Override
        public BlockingClient openBlocking() {
          return new ApacheClient(settings);
        }
      };
    }
  };

  private final Set<Protocol> protocols;

  Client(Protocol... protocols) {
    this.protocols = Set.of(protocols);
  }

  /** Whether the library speaks a protocol. */
  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  /** What opens the library's clients with these settings. */
  public abstract ClientOpener with(ClientSettings settings);
}
