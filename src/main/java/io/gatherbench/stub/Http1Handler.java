package io.gatherbench.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One connection that speaks HTTP/1.1 or 1.0, and the way back for each of its requests in turn:
 * they are answered one after the other, so that one object serves them all. Used on its event loop
 * only.
 */
final class Http1Handler extends ChannelInboundHandlerAdapter implements Reply {

  private static final long LINGER_MILLIS = 500;
  private static final int CHUNK_BYTES = 16;
  private static final ByteBuf GO_ON = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final ByteBuf LAST_CHUNK = ascii("0\r\n\r\n");

  private final StubLoop loop;
  private final Connection connection;
  private final Pipelined waiting = new Pipelined();
  private ChannelHandlerContext context;
  private boolean reading;
  private Runnable drained;

  // Of the request in hand.
  private Exchange exchange;
  private H2cUpgrade upgrade;
  private boolean busy;
  private boolean requestRead;
  private boolean answered;
  private boolean bodiless;
  private boolean old;
  private boolean chunked;
  private Http1Head.Persistence persistence;
  private boolean closing;

  /** Whether nothing that comes is looked at any more. */
  private boolean deaf;

  Http1Handler(StubLoop loop, Connection connection) {
    this.loop = loop;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) {
    reading = true;
    if (deaf) {
      ReferenceCountUtil.release(message);
      return;
    }
    Object arrived = message instanceof HttpRequest request ? arrived(request) : message;
    if (busy && requestRead || !waiting.isEmpty()) {
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
    if (drained != null && changed.channel().isWritable()) {
      Runnable step = drained;
      drained = null;
      step.run();
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

  /** A client that resets its connection loses it; the ledger shows what was lost. */
  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    Mishap.close(failed, cause);
  }

  /** Counts a request that was decoded, whether or not its turn has come. */
  private Pipelined.Arrived arrived(HttpRequest request) {
    if (StubLoop.isLedger(request.uri())) {
      return new Pipelined.Arrived(request, 0, 0);
    }
    loop.ledger().requestRead();
    long now = System.nanoTime();
    return new Pipelined.Arrived(request, now, loop.batchStart(now));
  }

  private void take(Object arrived) {
    if (arrived instanceof Pipelined.Arrived request) {
      begin(request);
      if (request.head() instanceof HttpContent content) {
        content(content);
      }
    } else if (arrived instanceof HttpContent content) {
      content(content);
    }
  }

  private void begin(Pipelined.Arrived arrived) {
    HttpRequest head = arrived.head();
    busy = true;
    requestRead = false;
    answered = false;
    chunked = false;
    bodiless = head.method() == HttpMethod.HEAD;
    old = head.protocolVersion() == HttpVersion.HTTP_1_0;
    boolean keepAlive = HttpUtil.isKeepAlive(head);
    closing = !keepAlive;
    persistence =
        keepAlive == old
            ? keepAlive ? Http1Head.Persistence.KEEP_ALIVE : Http1Head.Persistence.CLOSE
            : Http1Head.Persistence.USUAL;
    if (StubLoop.isLedger(head.uri())) {
      connection.askedForLedger();
      loop.ledger(head.method(), this);
      return;
    }
    connection.carried();
    upgrade = waiting.isEmpty() ? H2cUpgrade.of(arrived, context) : null;
    if (upgrade == null) {
      Request request = new Http1Request(context.channel(), head);
      BadInputException wrong = Http1Refusal.of(head);
      exchange =
          wrong == null
              ? loop.start(request, this, arrived.read(), arrived.batch())
              : loop.refuse(request, this, arrived.read(), arrived.batch(), wrong);
    }
  }

  private void content(HttpContent content) {
    if (upgrade != null) {
      upgrade.add(content);
      if (content instanceof LastHttpContent) {
        upgrade.perform(loop, connection);
      }
      return;
    }
    try {
      if (content.decoderResult().isFailure() && !deaf) {
        broken(content.decoderResult().cause());
      } else if (exchange != null) {
        exchange.bodyCame(content.content());
      }
      if (content instanceof LastHttpContent && !deaf) {
        requestRead = true;
        if (exchange != null) {
          exchange.bodyEnded();
        }
        next();
      }
    } finally {
      content.release();
    }
  }

  /** A body is no HTTP, so that nobody knows where the next request would begin. */
  private void broken(Throwable cause) {
    if (exchange == null || exchange.hasEnded()) {
      close();
    } else {
      exchange.failAndClose(Http1Refusal.of(cause));
    }
  }

  /** Goes on to the next request, if this one is read and answered. */
  private void next() {
    if (!answered || !requestRead || !busy) {
      return;
    }
    busy = false;
    exchange = null;
    if (closing) {
      close();
    } else {
      waiting.drain(context.channel(), this::take, () -> deaf || busy && requestRead);
    }
  }

  private void answered() {
    answered = true;
    next();
    if (!reading) {
      context.flush();
    }
  }

  /** Closes after what has been written. */
  private void close() {
    deaf = true;
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void goOn() {
    context.writeAndFlush(GO_ON.duplicate(), context.voidPromise());
  }

  @Override
  public void closeAfter() {
    persistence = Http1Head.Persistence.CLOSE;
    deaf = true;
    // Closed at once, with unread data, the kernel would discard the answer on its way.
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void whole(Head head, Bytes body) {
    boolean withBody = head.hasBody() && !bodiless;
    ByteBuf out =
        context.alloc().directBuffer(Http1Head.USUAL_BYTES + (withBody ? body.length() : 0));
    Http1Head.write(out, head, old, persistence, body.length());
    if (withBody) {
      body.writeTo(out);
    }
    context.write(out, context.voidPromise());
    answered();
  }

  @Override
  public void begin(Head head, int length) {
    if (old && length == UNKNOWN) {
      // The end of such a body is the end of the connection.
      closing = true;
      persistence = Http1Head.Persistence.CLOSE;
    }
    chunked = length == UNKNOWN && !old;
    bodiless |= !head.hasBody();
    ByteBuf out = context.alloc().directBuffer(Http1Head.USUAL_BYTES);
    Http1Head.write(out, head, old, persistence, length);
    context.write(out, context.voidPromise());
  }

  @Override
  public void piece(Bytes bytes, boolean last) {
    if (!bodiless) {
      ByteBuf out = context.alloc().directBuffer(bytes.length() + CHUNK_BYTES);
      if (chunked && bytes.length() > 0) {
        ByteBufUtil.writeAscii(out, Integer.toHexString(bytes.length()) + "\r\n");
      }
      bytes.writeTo(out);
      if (chunked && bytes.length() > 0) {
        ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
      }
      if (chunked && last) {
        out.writeBytes(LAST_CHUNK.duplicate());
      }
      context.write(out, context.voidPromise());
    }
    if (last) {
      answered();
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
  public void whenDrained(Runnable step) {
    drained = step;
  }

  @Override
  public void reset() {
    deaf = true;
    // Closing without lingering discards what is unsent and tells the peer with a reset.
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.channel().close();
  }

  @Override
  public void drop() {
    deaf = true;
    context.channel().close();
  }

  @Override
  public void breakOff() {
    close();
  }

  @Override
  public void garbage(Head head, Bytes nonsense) {
    ByteBuf out = context.alloc().directBuffer(nonsense.length());
    nonsense.writeTo(out);
    context.write(out, context.voidPromise());
    close();
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
  }
}
