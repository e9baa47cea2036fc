package io.gatherbench.stub.http;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The way back over HTTP/1.1 or 1.0. A connection's requests are answered one after the other, so
 * that one object serves them all. Used on its event loop only.
 */
final class Http1ResponseWriter implements ResponseWriter {

  private static final long LINGER_MILLIS = 500;
  private static final int CHUNK_BYTES = 16;
  private static final byte[] GO_ON = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

  private final Http1Handler handler;
  private final ChannelHandlerContext context;
  private final Http1Head heads;
  private Runnable drained;

  // Of the request in hand.
  private boolean old;
  private boolean bodiless;
  private boolean chunked;
  private boolean closing;
  private Http1Head.Persistence persistence;

  Http1ResponseWriter(Http1Handler handler, ChannelHandlerContext context, Http1Head heads) {
    this.handler = handler;
    this.context = context;
    this.heads = heads;
  }

  /** The next answer is for this request. */
  void to(HttpRequest request) {
    old = request.protocolVersion() == HttpVersion.HTTP_1_0;
    bodiless = request.method() == HttpMethod.HEAD;
    chunked = false;
    closing = !HttpUtil.isKeepAlive(request);
    if (closing) {
      persistence = old ? Http1Head.Persistence.USUAL : Http1Head.Persistence.CLOSE;
    } else {
      persistence = old ? Http1Head.Persistence.KEEP_ALIVE : Http1Head.Persistence.USUAL;
    }
  }

  /** Whether the connection ends with this answer. */
  boolean isLast() {
    return closing;
  }

  /** The client has read. */
  void drained() {
    if (drained != null) {
      Runnable step = drained;
      drained = null;
      step.run();
    }
  }

  /** Closes after what has been written. */
  void close() {
    handler.stopListening();
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void goOn() {
    write(context.alloc().directBuffer(GO_ON.length).writeBytes(GO_ON));
    context.flush();
  }

  @Override
  public void closeAfter() {
    persistence = Http1Head.Persistence.CLOSE;
    handler.stopListening();
    // Closed at once, with unread data, the kernel would discard the answer on its way.
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void whole(ResponseHead head, Bytes body) {
    Bytes sent = head.hasBody() && !bodiless ? body : Bytes.NONE;
    write(heads.write(context.alloc(), head, old, persistence, body.length(), sent));
    handler.answered();
  }

  @Override
  public void begin(ResponseHead head, int length) {
    if (old && length == UNKNOWN) {
      // The end of such a body is the end of the connection.
      closing = true;
      persistence = Http1Head.Persistence.CLOSE;
    }
    chunked = length == UNKNOWN && !old;
    bodiless |= !head.hasBody();
    write(heads.write(context.alloc(), head, old, persistence, length, Bytes.NONE));
  }

  @Override
  public void piece(Bytes bytes, boolean last) {
    if (!bodiless) {
      ByteBuf out = context.alloc().directBuffer(bytes.length() + CHUNK_BYTES);
      // A chunk without bytes would be the last one.
      boolean framed = chunked && bytes.length() > 0;
      if (framed) {
        ByteBufUtil.writeAscii(out, Integer.toHexString(bytes.length()) + "\r\n");
      }
      bytes.writeTo(out);
      if (framed) {
        ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
      }
      if (chunked && last) {
        out.writeBytes(LAST_CHUNK);
      }
      write(out);
    }
    if (last) {
      handler.answered();
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
    // Closing without lingering discards what is unsent and tells the peer with a reset.
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    drop();
  }

  @Override
  public void drop() {
    handler.stopListening();
    context.channel().close();
  }

  @Override
  public void breakOff() {
    close();
  }

  @Override
  public void garbage(ResponseHead head, Bytes nonsense) {
    ByteBuf out = context.alloc().directBuffer(nonsense.length());
    nonsense.writeTo(out);
    write(out);
    close();
  }

  /** Where a write fails, the connection does, and nobody needs to hear of both. */
  private void write(ByteBuf out) {
    context.write(out, context.voidPromise());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
