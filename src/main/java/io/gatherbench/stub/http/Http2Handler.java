package io.gatherbench.stub.http;

import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.exchange.StubLoop;
import io.gatherbench.stub.ledger.Connection;
import io.gatherbench.stub.message.IncomingRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
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
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/**
 * One connection that speaks HTTP/2. A stream costs what Netty keeps of it, and one {@link
 * Http2Reply}: tens of thousands may wait on one connection. Used on its event loop only.
 */
final class Http2Handler extends Http2ConnectionHandler {

  private static final int MOST_STREAMS = 1_000_000;

  private final StubLoop loop;
  private final Connection connection;
  private final Http2Connection.PropertyKey replyKey;
  private ChannelHandlerContext context;
  private boolean reading;

  private Http2Handler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      StubLoop loop,
      Connection connection) {
    super(decoder, encoder, settings);
    this.loop = loop;
    this.connection = connection;
    this.replyKey = connection().newKey();
    connection().addListener(new Closings());
    encoder.flowController().listener(this::writabilityChanged);
  }

  static Http2Handler make(StubLoop loop, Connection connection) {
    return new Builder(loop, connection).build();
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Handler, Builder> {

    private final StubLoop loop;
    private final Connection connection;

    Builder(StubLoop loop, Connection connection) {
      this.loop = loop;
      this.connection = connection;
      Http2Connection streams = new DefaultHttp2Connection(true);
      // No stream goes before another here; the usual distributor keeps a tree for that.
      streams
          .remote()
          .flowController(
              new DefaultHttp2RemoteFlowController(
                  streams, new UniformStreamByteDistributor(streams)));
      connection(streams);
      initialSettings(
          new Http2Settings()
              .maxConcurrentStreams(MOST_STREAMS)
              .maxHeaderListSize(StubServer.MAX_HEADER_BYTES));
      gracefulShutdownTimeoutMillis(0);
      // A strategy that cancels what it does not need resets streams all the time, and so does a
      // stub that is asked for faults.
      decoderEnforceMaxRstFramesPerWindow(0, 0);
      encoderEnforceMaxRstFramesPerWindow(0, 0);
    }

    @Override
    protected Http2Handler build() {
      return super.build();
    }

    @Override
    protected Http2Handler build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      Http2Handler handler = new Http2Handler(decoder, encoder, settings, loop, connection);
      frameListener(handler.new Frames());
      return handler;
    }
  }

  /** What clients send. */
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
      Http2Stream stream = connection().stream(id);
      if (stream.getProperty(replyKey) == null) {
        if (headers.method() == null || headers.path() == null) {
          throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, "no method or no path");
        }
        begin(stream, new Http2Request(reader.channel(), headers));
      }
      if (endOfStream) {
        ended(stream);
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext reader, int id, ByteBuf data, int padding, boolean endOfStream) {
      Http2Stream stream = connection().stream(id);
      Http2ResponseWriter reply = stream.getProperty(replyKey);
      if (reply != null && reply.exchange() != null) {
        reply.exchange().bodyCame(data);
      }
      int taken = data.readableBytes() + padding;
      if (endOfStream) {
        ended(stream);
      }
      return taken;
    }
  }

  private final class Closings extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      Http2ResponseWriter reply = stream.removeProperty(replyKey);
      if (reply != null && reply.exchange() != null) {
        reply.exchange().clientLeft();
      }
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  @Override
  public void channelRead(ChannelHandlerContext reader, Object message) throws Exception {
    reading = true;
    super.channelRead(reader, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
    reading = false;
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
      ConnectionErrors.close(failed, cause);
    } else {
      super.exceptionCaught(failed, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext failed, boolean outbound, Throwable cause, Http2Exception broken) {
    if (broken == null) {
      ConnectionErrors.tell(cause);
    }
    super.onConnectionError(failed, outbound, cause, broken);
  }

  /** Answers a request as the first stream that was read before the connection spoke HTTP/2. */
  void upgraded(Http2Settings settings, PipelineQueue.Arrived arrived, ByteBuf body)
      throws Http2Exception {
    onHttpServerUpgrade(settings);
    Http2Stream stream = connection().stream(1);
    Http2ResponseWriter reply = replyTo(stream, arrived.head().method());
    connection.carried();
    IncomingRequest request = new Http1Request(context.channel(), arrived.head());
    reply.carry(loop.start(request, reply, arrived.read(), arrived.batch()));
    reply.exchange().bodyCame(body);
    ended(stream);
  }

  private void begin(Http2Stream stream, IncomingRequest request) {
    Http2ResponseWriter reply = replyTo(stream, request.method());
    if (StubLoop.isLedger(request.target())) {
      connection.askedForLedger();
      loop.ledger(request.method(), reply);
      return;
    }
    connection.carried();
    loop.ledger().requestRead();
    long now = System.nanoTime();
    reply.carry(loop.start(request, reply, now, loop.batchStart(now)));
  }

  private Http2ResponseWriter replyTo(Http2Stream stream, HttpMethod method) {
    Http2ResponseWriter reply =
        new Http2ResponseWriter(this, stream, method.equals(HttpMethod.HEAD));
    stream.setProperty(replyKey, reply);
    return reply;
  }

  private void ended(Http2Stream stream) {
    Http2ResponseWriter reply = stream.getProperty(replyKey);
    if (reply != null && reply.exchange() != null) {
      reply.exchange().bodyEnded();
    }
  }

  private void writabilityChanged(Http2Stream stream) {
    Http2ResponseWriter reply = stream.getProperty(replyKey);
    if (reply != null && encoder().flowController().isWritable(stream)) {
      reply.drained();
    }
  }

  ChannelHandlerContext context() {
    return context;
  }

  /** Sends what was written, unless more is about to be written with it. */
  void flushUnlessReading() {
    if (!reading) {
      flush(context);
    }
  }
}
