package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Lets a connection over TLS speak what both sides agreed on in the handshake. */
public final class AlpnHandler extends ApplicationProtocolNegotiationHandler {

  private final StubLoop loop;

  public AlpnHandler(StubLoop loop) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.loop = loop;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext context, String protocol) {
    Connection connection = new Connection(loop.ledger());
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      ProtocolDetector.speakHttp2(context.pipeline(), loop, connection);
    } else {
      ProtocolDetector.speakHttp1(context.pipeline(), loop, connection);
    }
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ConnectionErrors.close(failed, cause);
  }
}
