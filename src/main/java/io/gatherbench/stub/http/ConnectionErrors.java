package io.gatherbench.stub.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CodecException;
import java.io.IOException;

/**
 * Closes connections on which something went wrong. A client that resets its connection or breaks
 * its protocol shows in the ledger as lost exchanges; anything else is logged as a fault of the
 * stub.
 */
final class ConnectionErrors {

  private static final System.Logger LOG =
      System.getLogger(ConnectionErrors.class.getPackageName());

  private ConnectionErrors() {}

  static void close(ChannelHandlerContext context, Throwable cause) {
    log(cause);
    context.close();
  }

  /** Logs an error unless it is the client's. */
  static void log(Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      LOG.log(System.Logger.Level.ERROR, "a connection is closed by a mistake of the stub", cause);
    }
  }
}
