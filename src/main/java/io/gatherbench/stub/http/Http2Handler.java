package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Agreement;
import io.gatherbench.stub.ledger.LoopLedger.Connection;
import io.gatherbench.stub.message.IncomingRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerUpgradeHandler.UpgradeEvent;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import java.util.Map;

/**
 * One connection over HTTP/2. A stream costs what Netty keeps of it, and one {@link
 * Http2RequestStream}: tens of thousands may wait on one connection. Used on its event loop only.
 */
final class Http2Handler extends Http2ConnectionHandler {

  private final StubLoop loop;
  private final Connection connection;
  private final Http2Connection.PropertyKey streamKey;
  ChannelHandlerContext context;
  private boolean batching;

  Http2Handler(StubLoop loop, Connection connection) {
    this(loop, connection, makeEncoder());
  }

  private Http2Handler(StubLoop loop, Connection connection, Http2ConnectionEncoder encoder) {
    super(
        makeDecoder(encoder),
        encoder,
        new Http2Settings()
            .maxConcurrentStreams(loop.maxConcurrentStreams())
            .maxHeaderListSize(ConnectionInitializer.MAX_HEADER_BYTES));
    this.loop = loop;
    this.connection = connection;
    this.streamKey = connection().newKey();
    connection().addListener(new StreamListener());
    encoder.flowController().listener(this::writabilityChanged);
    decoder().frameListener(new Frames());
    gracefulShutdownTimeoutMillis(0);
  }

  /** Makes an encoder without the limits of Netty's builder: cancels and faults reset streams. */
  private static Http2ConnectionEncoder makeEncoder() {
    Http2Connection streams = new DefaultHttp2Connection(true);
    // No stream has priority here; the default distributor keeps a tree for that.
    UniformStreamByteDistributor distributor = new UniformStreamByteDistributor(streams);
    streams.remote().flowController(new DefaultHttp2RemoteFlowController(streams, distributor));
    return new DefaultHttp2ConnectionEncoder(streams, new DefaultHttp2FrameWriter());
  }

  private static Http2ConnectionDecoder makeDecoder(Http2ConnectionEncoder encoder) {
    int limit = ConnectionInitializer.MAX_HEADER_BYTES;
    Http2FrameReader reader =
        new DefaultHttp2FrameReader(new DefaultHttp2HeadersDecoder(true, limit));
    return new DefaultHttp2ConnectionDecoder(encoder.connection(), encoder, reader);
  }

  private final class Frames extends Http2FrameAdapter {

    @Override
    public void onHeadersRead(
        ChannelHandlerContext reader,
        int id,
        Http2Headers headers,
        int streamDependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      onHeadersRead(reader, id, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext reader,
        int id,
        Http2Headers headers,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      Http2RequestStream stream = stream(connection().stream(id));
      if (stream.isIdle()) {
        stream.begin(request(reader, id, headers), loop, connection);
      }
      if (endOfStream) {
        stream.requestEnded();
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext reader, int id, ByteBuf data, int padding, boolean endOfStream) {
      Http2RequestStream stream = stream(connection().stream(id));
      stream.bodyPart(data);
      if (endOfStream) {
        stream.requestEnded();
      }
      return data.readableBytes() + padding;
    }
  }

  /** Reads a request; one that cannot be read ends its stream, and no other. */
  private static Http2Request request(ChannelHandlerContext reader, int id, Http2Headers headers)
      throws Http2Exception {
    if (headers.method() == null || headers.path() == null) {
      throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, "no method or no path");
    }
    try {
      return new Http2Request(reader.channel(), headers);
    } catch (IllegalArgumentException e) {
      throw Http2Exception.streamError(
          id, Http2Error.PROTOCOL_ERROR, e, "the method is '%s'", headers.method());
    }
  }

  private final class StreamListener extends Http2ConnectionAdapter {
    @Override
    public void onStreamAdded(Http2Stream added) {
      added.setProperty(streamKey, new Http2RequestStream(Http2Handler.this, added));
    }

    @Override
    public void onStreamClosed(Http2Stream closed) {
      stream(closed).closed();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) throws Exception {
    batching = true;
    super.channelRead(reader, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
    batching = false;
    super.channelReadComplete(reader);
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) throws Exception {
    super.channelInactive(closed);
    connection.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) throws Exception {
    if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) {
      ConnectionInitializer.close(failed, cause);
    } else {
      super.exceptionCaught(failed, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext failed, boolean outbound, Throwable cause, Http2Exception broken) {
    if (broken == null) {
      ConnectionInitializer.log(cause);
    }
    super.onConnectionError(failed, outbound, cause, broken);
  }

  /** Responds on the first stream to the request with which the connection was upgraded. */
  @Override
  public void userEventTriggered(ChannelHandlerContext triggered, Object event) throws Exception {
    if (event instanceof UpgradeEvent upgrade) {
      connection.agreed(new Agreement("H2C", null));
      FullHttpRequest request = upgrade.upgradeRequest();
      Http2Stream first = connection().stream(Http2CodecUtil.HTTP_UPGRADE_STREAM_ID);
      // Null if the client has left meanwhile.
      if (first != null) {
        Http2RequestStream stream = stream(first);
        stream.begin(new Http1Request(context.channel(), request), loop, connection);
        stream.bodyPart(request.content());
        stream.requestEnded();
      }
      upgrade.release();
    } else {
      super.userEventTriggered(triggered, event);
    }
  }

  private Http2RequestStream stream(Http2Stream stream) {
    return stream.getProperty(streamKey);
  }

  private void writabilityChanged(Http2Stream changed) {
    if (encoder().flowController().isWritable(changed)) {
      stream(changed).writable();
    }
  }

  /** Flushes, unless the loop is reading: it flushes when it is done. */
  void flushUnlessBatching() {
    if (!batching) {
      flush(context);
    }
  }

  private static final class Http2Request extends IncomingRequest {

    private final Http2Headers headers;

    /** Creates the request of headers that have a method and a path. */
    Http2Request(Channel channel, Http2Headers headers) {
      super(channel, HttpMethod.valueOf(headers.method().toString()), headers.path().toString());
      this.headers = headers;
    }

    @Override
    public CharSequence header(CharSequence name) {
      return headers.get(name);
    }

    @Override
    public int size() {
      int size = 0;
      for (Map.Entry<CharSequence, CharSequence> header : headers) {
        size += header.getKey().length() + header.getValue().length();
      }
      return size;
    }

    @Override
    protected Iterable<Map.Entry<CharSequence, CharSequence>> fields() {
      return headers;
    }

    @Override
    protected CharSequence host() {
      CharSequence authority = headers.authority();
      return authority == null ? super.host() : authority;
    }
  }
}
