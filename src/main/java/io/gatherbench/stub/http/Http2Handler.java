package io.gatherbench.stub.http;

import io.gatherbench.stub.exchange.Exchange;
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
 * One connection over HTTP/2. A stream costs what Netty keeps of it, and one {@link
 * Http2ResponseWriter}: tens of thousands may wait on one connection. Used on its event loop only.
 */
final class Http2Handler extends Http2ConnectionHandler {

  private static final int MAX_STREAMS = 1_000_000;

  private final StubLoop loop;
  private final Connection connection;
  private final Http2Connection.PropertyKey responseKey;
  private ChannelHandlerContext context;
  private boolean batching;

  private Http2Handler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      StubLoop loop,
      Connection connection) {
    super(decoder, encoder, settings);
    this.loop = loop;
    this.connection = connection;
    this.responseKey = connection().newKey();
    connection().addListener(new StreamListener());
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
      // No stream has priority here; the default distributor keeps a tree for that.
      streams
          .remote()
          .flowController(
              new DefaultHttp2RemoteFlowController(
                  streams, new UniformStreamByteDistributor(streams)));
      connection(streams);
      initialSettings(
          new Http2Settings()
              .maxConcurrentStreams(MAX_STREAMS)
              .maxHeaderListSize(ConnectionInitializer.MAX_HEADER_BYTES));
      gracefulShutdownTimeoutMillis(0);
      // A strategy that cancels requests resets streams all the time, and so do faults.
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
      if (stream.getProperty(responseKey) == null) {
        if (headers.method() == null || headers.path() == null) {
          throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, "no method or no path");
        }
        begin(stream, new Http2Request(reader.channel(), headers));
      }
      if (endOfStream) {
        requestRead(stream);
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext reader, int id, ByteBuf data, int padding, boolean endOfStream) {
      Http2Stream stream = connection().stream(id);
      Exchange exchange = exchange(stream.getProperty(responseKey));
      if (exchange != null) {
        exchange.bodyPart(data);
      }
      int taken = data.readableBytes() + padding;
      if (endOfStream) {
        requestRead(stream);
      }
      return taken;
    }
  }

  private final class StreamListener extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      Exchange exchange = exchange(stream.removeProperty(responseKey));
      if (exchange != null) {
        exchange.clientLeft();
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
      ConnectionErrors.close(failed, cause);
    } else {
      super.exceptionCaught(failed, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext failed, boolean outbound, Throwable cause, Http2Exception broken) {
    if (broken == null) {
      ConnectionErrors.log(cause);
    }
    super.onConnectionError(failed, outbound, cause, broken);
  }

  /** Responds on the first stream to a request that was read before the connection was upgraded. */
  void upgraded(Http2Settings settings, Http1Request request, ByteBuf body) throws Http2Exception {
    onHttpServerUpgrade(settings);
    Http2Stream stream = connection().stream(1);
    Http2ResponseWriter response = respondOn(stream, request);
    connection.carriesRequest();
    response.carry(request.start(response));
    response.exchange().bodyPart(body);
    requestRead(stream);
  }

  private void begin(Http2Stream stream, IncomingRequest request) {
    Http2ResponseWriter response = respondOn(stream, request);
    if (StubLoop.isLedger(request.target())) {
      connection.carriesLedgerRequest();
      loop.respondWithLedger(request.method(), response);
      return;
    }
    connection.carriesRequest();
    loop.ledger().requestRead();
    long now = System.nanoTime();
    response.carry(loop.start(request, response, now, loop.batchStart(now)));
  }

  private Http2ResponseWriter respondOn(Http2Stream stream, IncomingRequest request) {
    boolean headOnly = request.method().equals(HttpMethod.HEAD);
    Http2ResponseWriter response = new Http2ResponseWriter(this, stream, headOnly);
    stream.setProperty(responseKey, response);
    return response;
  }

  private void requestRead(Http2Stream stream) {
    Exchange exchange = exchange(stream.getProperty(responseKey));
    if (exchange != null) {
      exchange.bodyEnded();
    }
  }

  private void writabilityChanged(Http2Stream stream) {
    Http2ResponseWriter response = stream.getProperty(responseKey);
    if (response != null && encoder().flowController().isWritable(stream)) {
      response.drained();
    }
  }

  /** Returns the exchange of a stream; null before its head and for a request for the ledger. */
  private static Exchange exchange(Http2ResponseWriter response) {
    return response == null ? null : response.exchange();
  }

  ChannelHandlerContext context() {
    return context;
  }

  /** Sends what was written; while the loop reads, what follows is sent with it. */
  void flushUnlessBatching() {
    if (!batching) {
      flush(context);
    }
  }
}
