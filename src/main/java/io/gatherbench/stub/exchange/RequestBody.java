package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.ResponseOptions;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.Arrays;

/** Collects the body of one request, up to {@link ResponseOptions#MAX_BYTES}, for a handler. */
public final class RequestBody {

  public interface Handler {
    void handle(Bytes body) throws BadRequestException;
  }

  private final Exchange exchange;
  private final Handler handler;
  private final int headSize;
  private final int announced;
  private byte[] bytes = {};
  private int length;

  /**
   * Creates an empty body and asks for it if need be; throws if it is announced too long, or if
   * there is no memory for the head that is kept until the body is read.
   */
  RequestBody(Exchange exchange, IncomingRequest request, Handler handler)
      throws BadRequestException {
    this.exchange = exchange;
    this.handler = handler;
    this.headSize = request.size();
    this.announced = announced(request.header(HttpHeaderNames.CONTENT_LENGTH));
    exchange.keepFor(headSize);
    CharSequence expected = request.header(HttpHeaderNames.EXPECT);
    if (expected != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
      exchange.response.sendContinue();
    }
  }

  /** Parses a length that the decoder has checked; 0 if there is none. */
  private static int announced(CharSequence length) throws BadRequestException {
    long announced = length == null ? 0 : Long.parseLong(length, 0, length.length(), 10);
    if (announced > ResponseOptions.MAX_BYTES) {
      throw tooLong(length + " bytes");
    }
    return (int) announced;
  }

  void add(ByteBuf part) throws BadRequestException {
    int more = part.readableBytes();
    if (more > ResponseOptions.MAX_BYTES - length) {
      throw tooLong("more");
    }
    if (more > bytes.length - length) {
      grow(length + more);
    }
    part.getBytes(part.readerIndex(), bytes, length, more);
    length += more;
  }

  /** Grows by what has come, not to what is announced: a client may announce and not send. */
  private void grow(int needed) throws BadRequestException {
    int most = announced > 0 ? announced : ResponseOptions.MAX_BYTES;
    int capacity = Math.max(needed, Math.min(2 * length, most));
    exchange.keepFor(headSize + capacity);
    bytes = Arrays.copyOf(bytes, capacity);
  }

  void handle() throws BadRequestException {
    handler.handle(Bytes.of(bytes, length));
  }

  private static BadRequestException tooLong(String size) {
    return new BadRequestException(
        413, "body", size, "up to " + ResponseOptions.MAX_BYTES + " bytes");
  }
}
