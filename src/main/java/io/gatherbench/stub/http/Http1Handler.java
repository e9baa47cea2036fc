package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.Route;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * One connection that speaks HTTP/1.1 or 1.0: takes its requests one after the other, each when the
 * one before it is answered. Used on its event loop only.
 */
final class Http1Handler extends ChannelInboundHandlerAdapter {

  private final StubLoop loop;
  private final Connection connection;
  private final PipelineQueue waiting = new PipelineQueue();
  private ChannelHandlerContext context;
  private Http1ResponseWriter reply;
  private boolean reading;

  /** Whether nothing that comes is looked at any more. */
  private boolean deaf;

  // Of the request in hand.
  private Exchange exchange;
  private H2cUpgrade upgrade;
  private boolean busy;
  private boolean requestRead;
  private boolean answered;

  Http1Handler(StubLoop loop, Connection connection) {
    this.loop = loop;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    reply = new Http1ResponseWriter(this, added, loop.heads());
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) {
    reading = true;
    if (deaf) {
      ReferenceCountUtil.release(message);
      return;
    }
    Object arrived = message instanceof HttpRequest request ? arrived(request) : message;
    if (mustWait() || !waiting.isEmpty()) {
      waiting.add(arrived, context.channel());
    } else {
      take(arrived);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reader) {
    reading = false;
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (changed.channel().isWritable()) {
      reply.drained();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    if (exchange != null) {
      exchange.clientLeft();
    }
    if (upgrade != null) {
      upgrade.release();
      loop.ledger().requestAborted(Route.OTHER);
    }
    waiting.abort(loop.ledger());
    connection.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ConnectionErrors.close(failed, cause);
  }

  /** The answer has been written. */
  void answered() {
    answered = true;
    next();
    if (!reading) {
      context.flush();
    }
  }

  /** This connection will be closed, and nothing that comes before that counts. */
  void stopListening() {
    deaf = true;
  }

  /** Counts a request that was decoded, whether or not its turn has come. */
  private PipelineQueue.Arrived arrived(HttpRequest request) {
    if (StubLoop.isLedger(request.uri())) {
      return new PipelineQueue.Arrived(request, 0, 0);
    }
    loop.ledger().requestRead();
    long now = System.nanoTime();
    return new PipelineQueue.Arrived(request, now, loop.batchStart(now));
  }

  private boolean mustWait() {
    return deaf || busy && requestRead;
  }

  private void take(Object arrived) {
    if (arrived instanceof PipelineQueue.Arrived request) {
      begin(request);
      // What is no request comes in one piece.
      if (request.head() instanceof HttpContent content) {
        content(content);
      }
    } else if (arrived instanceof HttpContent content) {
      content(content);
    }
  }

  private void begin(PipelineQueue.Arrived arrived) {
    HttpRequest head = arrived.head();
    busy = true;
    requestRead = false;
    answered = false;
    reply.to(head);
    if (StubLoop.isLedger(head.uri())) {
      connection.askedForLedger();
      loop.ledger(head.method(), reply);
      return;
    }
    connection.carried();
    upgrade = waiting.isEmpty() ? H2cUpgrade.of(arrived, context) : null;
    if (upgrade == null) {
      IncomingRequest request = new Http1Request(context.channel(), head);
      BadRequestException wrong = Http1Errors.of(head);
      exchange =
          wrong == null
              ? loop.start(request, reply, arrived.read(), arrived.batch())
              : loop.refuse(request, reply, arrived.read(), arrived.batch(), wrong);
    }
  }

  private void content(HttpContent content) {
    try {
      if (upgrade != null) {
        upgrade(content);
      } else if (content.decoderResult().isFailure() && !deaf) {
        broken(content.decoderResult().cause());
      } else {
        body(content);
      }
    } finally {
      content.release();
    }
  }

  private void body(HttpContent content) {
    if (exchange != null) {
      exchange.bodyCame(content.content());
    }
    if (content instanceof LastHttpContent && !deaf) {
      requestRead = true;
      if (exchange != null) {
        exchange.bodyEnded();
      }
      next();
    }
  }

  private void upgrade(HttpContent content) {
    upgrade.add(content.content());
    if (content instanceof LastHttpContent) {
      H2cUpgrade agreed = upgrade;
      upgrade = null;
      agreed.perform(loop, connection);
    }
  }

  /** A body is no HTTP, so that nobody knows where the next request would begin. */
  private void broken(Throwable cause) {
    if (exchange == null || exchange.hasEnded()) {
      reply.close();
    } else {
      exchange.failAndClose(Http1Errors.of(cause));
    }
  }

  /** Goes on to the next request, if this one is read and answered. */
  private void next() {
    if (!answered || !requestRead || !busy) {
      return;
    }
    busy = false;
    exchange = null;
    if (reply.isLast()) {
      reply.close();
    } else {
      waiting.drain(context.channel(), this::take, this::mustWait);
    }
  }
}
