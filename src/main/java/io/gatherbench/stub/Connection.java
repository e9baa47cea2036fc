package io.gatherbench.stub;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * What the stub knows of one connection: whether the ledger counts it, and, over HTTP/1.1, when
 * each of its requests was read. Vert.x hands over a pipelined request only when the one before it
 * is answered; as the request has been inside the stub since it was decoded, the time is taken
 * there, by a handler just before Vert.x's own.
 *
 * <p>Used on its event loop only.
 */
final class Connection extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Connection> KEY =
      AttributeKey.valueOf("gatherbench.stub.connection");
  private static final String VERTX_HANDLER = "handler";
  private static final String LEDGER = "/ledger";

  private final StubLoop loop;
  private boolean counted;
  private int countedIn;
  private boolean used;

  /** Pairs of times of requests that were decoded and not handed over, oldest at {@code head}. */
  private long[] waiting = new long[2];

  private int head;
  private int size;

  private Connection(StubLoop loop) {
    this.loop = loop;
    count();
  }

  /** Starts watching a connection that was just accepted. */
  static void watch(HttpConnection accepted, StubLoop loop) {
    ChannelHandlerContext context = context(accepted);
    Connection connection = new Connection(loop);
    context.channel().attr(KEY).set(connection);
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.get("httpDecoder") != null) {
      pipeline.addBefore(VERTX_HANDLER, null, connection);
    }
    accepted.closeHandler(closed -> connection.closed());
    accepted.exceptionHandler(
        failure -> {
          // A client that resets its connection or breaks its protocol loses it. The ledger shows
          // the exchanges that were lost; there is nobody else to tell.
        });
  }

  /** What is known of the connection that carries a request. */
  static Connection of(HttpConnection connection) {
    return context(connection).channel().attr(KEY).get();
  }

  /** Netty's view of a connection. */
  static ChannelHandlerContext context(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !isLedger(request.uri())) {
      loop.ledger().requestRead();
      long now = System.nanoTime();
      add(now, loop.batchStart(now));
    }
    context.fireChannelRead(message);
  }

  /** A request of that version, other than for the ledger, has been handed over. */
  void requestHandedOver(HttpVersion version, RequestTimes times) {
    if (!counted) {
      count();
    }
    used = true;
    if (version != HttpVersion.HTTP_2 && size > 0) {
      times.set(waiting[head], waiting[head + 1]);
      head = head + 2 == waiting.length ? 0 : head + 2;
      size--;
    } else {
      loop.ledger().requestRead();
      long now = System.nanoTime();
      times.set(now, loop.batchStart(now));
    }
  }

  /** A request for the ledger: a connection that carries nothing else is not counted. */
  void ledgerAsked() {
    if (counted && !used) {
      counted = false;
      loop.ledger().connectionIsControl(countedIn);
    }
  }

  /** Whether a request target is the ledger's. */
  static boolean isLedger(String target) {
    return target.startsWith(LEDGER)
        && (target.length() == LEDGER.length() || target.charAt(LEDGER.length()) == '?');
  }

  private void count() {
    counted = true;
    countedIn = loop.ledger().connectionOpened();
  }

  private void closed() {
    for (; size > 0; size--) {
      loop.ledger().requestAborted(Route.OTHER);
    }
    if (counted) {
      counted = false;
      loop.ledger().connectionClosed();
    }
  }

  private void add(long read, long batch) {
    if (size * 2 == waiting.length) {
      long[] longer = new long[waiting.length * 2];
      System.arraycopy(waiting, head, longer, 0, waiting.length - head);
      System.arraycopy(waiting, 0, longer, waiting.length - head, head);
      waiting = longer;
      head = 0;
    }
    int tail = (head + size * 2) % waiting.length;
    waiting[tail] = read;
    waiting[tail + 1] = batch;
    size++;
  }
}
