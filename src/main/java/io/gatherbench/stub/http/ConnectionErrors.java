package io.gatherbench.stub.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CodecException;
import java.io.IOException;

/**
 * What becomes of a connection on which something went wrong: it is closed. A client that resets
 * its connection or breaks its protocol has done that itself, and there is nobody else to tell: the
 * ledger shows the exchanges that were lost. Anything else is the stub's own mistake, and said.
 */
final class ConnectionErrors {

  private static final System.Logger LOG =
      System.getLogger(ConnectionErrors.class.getPackageName());

  private ConnectionErrors() {}

  /** Closes the connection. */
  static void close(ChannelHandlerContext context, Throwable cause) {
    tell(cause);
    context.close();
  }

  /** Says what was the stub's mistake. */
  static void tell(Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      LOG.log(System.Logger.Level.ERROR, "a connection is closed by a mistake of the stub", cause);
    }
  }
}
