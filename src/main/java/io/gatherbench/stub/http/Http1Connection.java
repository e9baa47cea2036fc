package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.http.Http1Encoder.Framing;
import io.gatherbench.stub.ledger.LoopLedger.Connection;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** A connection over HTTP/1.1 or 1.0: serves its requests one by one, on its event loop only. */
final class Http1Connection extends ChannelInboundHandlerAdapter implements ResponseWriter {

  private static final long LINGER_MILLIS = 500;

  private enum State {
    IDLE,
    /** The request is being read, and its response is not written. */
    READING,
    /** The request is read, and its response is not written. */
    RESPONDING,
    /** The response is written, and the rest of the request is being read. */
    SKIPPING,
    /** The connection will be closed, and further input is discarded. */
    CLOSING
  }

  private final StubLoop loop;
  private final Connection connection;
  private final Http1Framing framing;
  private final PipelineQueue waiting = new PipelineQueue();
  private ChannelHandlerContext context;
  private State state = State.IDLE;

  /** True while the event loop reads, so that what is written goes out at the end of it. */
  private boolean batching;

  private Exchange exchange;

  Http1Connection(StubLoop loop, Connection connection, Http1Encoder encoder) {
    this.loop = loop;
    this.connection = connection;
    this.framing = new Http1Framing(encoder);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) {
    batching = true;
    if (state == State.CLOSING || waiting.discards()) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest head) {
      if (state == State.IDLE
          && waiting.isEmpty()
          && H2cUpgrade.takes(head, context, loop, connection)) {
        return;
      }
      take(new Exchange(loop, new Http1Request(context.channel(), head), this));
    }
    // A request that could not be decoded is its own last content.
    if (message instanceof HttpContent content) {
      take(content);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reader) {
    batching = false;
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (isFull()) {
      return;
    }
    if (exchange != null) {
      exchange.writable();
    } else {
      waiting.drainTo(this, context.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    if (exchange != null) {
      exchange.clientLeft();
    }
    waiting.abort();
    connection.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    ConnectionInitializer.close(failed, cause);
  }

  /** Returns true if what arrives must wait; so it does while the client reads no responses. */
  boolean mustWait() {
    return switch (state) {
      case IDLE -> isFull();
      case READING, SKIPPING -> false;
      case RESPONDING, CLOSING -> true;
    };
  }

  /** Takes an exchange or a part of its body, now or when those before it are done. */
  private void take(Object arrived) {
    if (mustWait() || !waiting.isEmpty()) {
      waiting.add(arrived, context.channel());
    } else {
      takeNow(arrived);
    }
  }

  void takeNow(Object arrived) {
    if (arrived instanceof Exchange next) {
      begin(next);
    } else if (arrived instanceof HttpContent content) {
      try {
        content(content);
      } finally {
        content.release();
      }
    }
  }

  private void begin(Exchange next) {
    state = State.READING;
    exchange = next;
    framing.begin(((Http1Request) next.request()).head());
    connection.carriesRequest(exchange.isCounted());
    exchange.start();
  }

  private void content(HttpContent content) {
    if (state == State.CLOSING) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      // Where the next request begins is unknown: the connection must be closed.
      if (exchange.hasEnded()) {
        truncate();
      } else {
        exchange.failAndClose(Http1Request.error(content.decoderResult().cause()));
      }
      return;
    }
    exchange.bodyPart(content.content());
    if (!(content instanceof LastHttpContent)) {
      return;
    }
    if (state == State.SKIPPING) {
      next();
    } else if (state == State.READING) {
      state = State.RESPONDING;
      exchange.bodyEnded();
    }
  }

  private void responseWritten() {
    if (state == State.READING && framing.awaitsContinue()) {
      closeAfterResponse();
    } else if (state == State.READING) {
      state = State.SKIPPING;
    } else if (state == State.RESPONDING) {
      next();
    }
    if (!batching) {
      flush();
    }
  }

  private void next() {
    state = State.IDLE;
    exchange = null;
    if (framing.closes()) {
      truncate();
      return;
    }
    if (isFull()) {
      flush();
    }
    waiting.drainTo(this, context.channel());
  }

  @Override
  public void sendContinue() {
    if (framing.endsWait()) {
      write(Http1Encoder.continued(context.alloc()));
      flush();
    }
  }

  @Override
  public void closeAfterResponse() {
    framing.close();
    state = State.CLOSING;
    // Closed at once, with unread data, the kernel would discard the response on its way.
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean hasBody(Head head) {
    return framing.hasBody(head);
  }

  @Override
  public void write(Head head, long lateNanos, Bytes body) {
    beforeHead();
    write(framing.whole(context.alloc(), head, lateNanos, body));
    responseWritten();
  }

  @Override
  public void writeHead(Head head, long lateNanos, int length, boolean last) {
    beforeHead();
    write(framing.head(context.alloc(), head, lateNanos, length));
    if (last) {
      responseWritten();
    }
  }

  /** Announces that the connection closes if its client may or may not send a body yet. */
  private void beforeHead() {
    if (state == State.READING && framing.awaitsContinue()) {
      framing.close();
    }
  }

  @Override
  public void writePart(Bytes bytes, boolean last) {
    write(framing.part(context.alloc(), bytes, last));
    if (last) {
      responseWritten();
    }
  }

  @Override
  public void flush() {
    context.flush();
  }

  @Override
  public boolean isFull() {
    return !context.channel().isWritable();
  }

  @Override
  public void hang() {
    waiting.neverDrains(context.channel());
  }

  @Override
  public void reset() {
    // Closing without lingering discards what is unsent and sends a reset.
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    closeWithoutResponse();
  }

  @Override
  public void closeWithoutResponse() {
    state = State.CLOSING;
    context.channel().close();
  }

  @Override
  public void truncate() {
    state = State.CLOSING;
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void writeGarbage(Head head, long lateNanos, Bytes garbage) {
    write(Http1Encoder.part(context.alloc(), garbage, Framing.PLAIN, true));
    truncate();
  }

  /** Writes without a listener: where a write fails, the connection does. */
  private void write(ByteBuf out) {
    context.write(out, context.voidPromise());
  }
}
