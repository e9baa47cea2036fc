package io.gatherbench.stub.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncomingRequestTest {

  @Test
  void originOfAClientThatLeftIsEmpty() {
    assertThat(request(new InetSocketAddress("127.0.0.1", 1)).origin()).isEqualTo("127.0.0.1");
    assertThat(request(null).origin()).isEmpty();
  }

  private static IncomingRequest request(SocketAddress client) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return client;
          }
        };
    return new IncomingRequest(channel, HttpMethod.GET, "/get") {
      @Override
      public CharSequence header(CharSequence name) {
        return null;
      }

      @Override
      protected Iterable<Map.Entry<CharSequence, CharSequence>> fields() {
        return List.of();
      }

      @Override
      public int size() {
        return 0;
      }
    };
  }
}
