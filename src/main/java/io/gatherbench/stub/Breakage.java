package io.gatherbench.stub;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * Makes exchanges fail as they were asked to. Over HTTP/1.1 the connection fails with them; over
 * HTTP/2 only their own stream does.
 */
final class Breakage {

  /** HTTP/2's codes for a server that gave up, and for a stream that is not needed any more. */
  private static final long INTERNAL_ERROR = 0x2;

  private static final long CANCEL = 0x8;
  private static final byte[] GARBAGE =
      "\u0016\u0003 this is no HTTP \u0000\u0001\u0002\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private Breakage() {}

  /** Does to an exchange, whose answer is due, what the fault says. */
  static void strike(Exchange exchange, Fault.Kind fault, Answer answer) {
    switch (fault) {
      case RESET -> {
        exchange.breaking(fault);
        if (exchange.isHttp2()) {
          exchange.response().reset(INTERNAL_ERROR);
        } else {
          Channel channel = channel(exchange);
          // Closing without lingering discards what is unsent and tells the peer with a reset.
          channel.config().setOption(ChannelOption.SO_LINGER, 0);
          channel.close();
        }
      }
      case EMPTY -> {
        exchange.breaking(fault);
        if (exchange.isHttp2()) {
          exchange.response().reset(CANCEL);
        } else {
          channel(exchange).close();
        }
      }
      case GARBAGE -> {
        exchange.breaking(fault);
        garbage(exchange);
      }
      case HANG -> exchange.response().closeHandler(exchange);
      case TRUNCATE -> {
        exchange.response().closeHandler(exchange);
        if (answer instanceof Answer.Streamed streamed) {
          PacedBody.cut(exchange, streamed).start();
        } else if (answer instanceof Answer.Whole whole) {
          truncate(exchange, whole);
        }
      }
      case SLOW_BODY -> {
        exchange.response().closeHandler(exchange);
        if (answer instanceof Answer.Streamed streamed) {
          PacedBody.slow(exchange, streamed).start();
        } else if (answer instanceof Answer.Whole whole) {
          PacedBody.slow(exchange, whole).start();
        }
      }
    }
  }

  /** Ends the connection or stream after what has been written. */
  static void breakOff(Exchange exchange) {
    if (exchange.isHttp2()) {
      exchange.response().reset(INTERNAL_ERROR);
    } else {
      channel(exchange)
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static void truncate(Exchange exchange, Answer.Whole answer) {
    Buffer body = exchange.bodyFor(answer);
    answer.headers().forEach(exchange.response()::putHeader);
    // An empty body cannot break off, unless it was announced to be longer.
    int announced = Math.max(1, body.length());
    exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(announced));
    exchange.head(exchange.statusFor(answer), answer.type());
    exchange.breaking(Fault.Kind.TRUNCATE);
    exchange
        .response()
        .write(body.slice(0, body.length() / 2))
        .onComplete(written -> breakOff(exchange));
  }

  private static void garbage(Exchange exchange) {
    if (exchange.isHttp2()) {
      exchange.head(200, Answer.BYTES);
      exchange.response().end(Buffer.buffer(GARBAGE));
      return;
    }
    // From the encoder's place on, so that it does not meet what is no response.
    ChannelHandlerContext encoder = channel(exchange).pipeline().context("httpEncoder");
    encoder.writeAndFlush(Unpooled.wrappedBuffer(GARBAGE)).addListener(ChannelFutureListener.CLOSE);
  }

  private static Channel channel(Exchange exchange) {
    return Connection.context(exchange.request().connection()).channel();
  }
}
