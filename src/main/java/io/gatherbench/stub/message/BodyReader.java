package io.gatherbench.stub.message;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.Arrays;

/** Collects the body of one request, up to a limit. */
public final class BodyReader {

  /** The longest body that is read, 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = new byte[0];
  private int length;

  /**
   * Checks what the head says of the body, and sends {@code 100 Continue} if the client expects it.
   *
   * @throws BadRequestException if the announced length is over the limit
   */
  public static BodyReader start(IncomingRequest request, ResponseWriter response)
      throws BadRequestException {
    CharSequence announced = request.header(HttpHeaderNames.CONTENT_LENGTH);
    String length = announced == null ? null : announced.toString();
    if (length != null && length.length() > 7 || declared(length) > MAX_BYTES) {
      throw tooLong(length + " bytes");
    }
    CharSequence expected = request.header(HttpHeaderNames.EXPECT);
    if (expected != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
      response.sendContinue();
    }
    return new BodyReader();
  }

  /**
   * Adds a part.
   *
   * @throws BadRequestException if the body is now longer than the limit
   */
  public void add(ByteBuf part) throws BadRequestException {
    int more = part.readableBytes();
    if (length + more > MAX_BYTES) {
      bytes = null;
      throw tooLong("more");
    }
    if (length + more > bytes.length) {
      int capacity = Math.max(Math.max(FIRST_CAPACITY, length * 2), length + more);
      bytes = Arrays.copyOf(bytes, Math.min(capacity, MAX_BYTES));
    }
    part.getBytes(part.readerIndex(), bytes, length, more);
    length += more;
  }

  /** Returns what has been collected. */
  public Bytes body() {
    return Bytes.of(bytes, length);
  }

  /** Parses the length that a header declares; the decoder refuses one that is not a number. */
  private static long declared(String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static BadRequestException tooLong(String size) {
    return new BadRequestException(413, "body", size, "up to " + MAX_BYTES + " bytes");
  }
}
