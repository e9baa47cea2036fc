package io.gatherbench.stub.message;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.Arrays;

/** Collects the body of one request, up to a limit. */
public final class BodyReader {

  /** The longest body that is read, 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int FIRST_ROOM = 256;

  private byte[] bytes = new byte[0];
  private int length;

  /**
   * Checks what the head says of the body, and lets a client go on that waits for that.
   *
   * @throws BadRequestException if the body is announced to be longer than the limit
   */
  public static BodyReader start(IncomingRequest request, ResponseWriter reply)
      throws BadRequestException {
    CharSequence announced = request.header(HttpHeaderNames.CONTENT_LENGTH);
    String length = announced == null ? null : announced.toString();
    if (length != null && length.length() > 7 || declared(length) > MAX_BYTES) {
      throw refusal(length + " bytes");
    }
    CharSequence expected = request.header(HttpHeaderNames.EXPECT);
    if (expected != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
      reply.goOn();
    }
    return new BodyReader();
  }

  /**
   * Adds a piece.
   *
   * @throws BadRequestException if the body is now longer than the limit
   */
  public void add(ByteBuf piece) throws BadRequestException {
    int more = piece.readableBytes();
    if (length + more > MAX_BYTES) {
      bytes = null;
      throw refusal("more");
    }
    if (length + more > bytes.length) {
      int room = Math.max(Math.max(FIRST_ROOM, length * 2), length + more);
      bytes = Arrays.copyOf(bytes, Math.min(room, MAX_BYTES));
    }
    piece.getBytes(piece.readerIndex(), bytes, length, more);
    length += more;
  }

  /** What has been collected. */
  public Bytes body() {
    return Bytes.of(bytes, length);
  }

  /** The length that a header declares; one that is no number is the decoder's to refuse. */
  private static long declared(String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static BadRequestException refusal(String size) {
    return new BadRequestException(413, "body", size, "up to " + MAX_BYTES + " bytes");
  }
}
