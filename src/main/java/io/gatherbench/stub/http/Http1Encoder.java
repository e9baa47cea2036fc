package io.gatherbench.stub.http;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes responses of HTTP/1.1 and 1.0. A head is put together in an array, which the encoder
 * reuses, and copied at once: many small writes to a buffer outside the heap would cost more than
 * all else that a response needs. Used by one event loop only.
 */
final class Http1Encoder {

  /** Several times what a head and a usual body need. */
  private static final int CAPACITY = 4096;

  private static final int CHUNK_BYTES = 16;

  /** The lines from status 200 on. */
  private static final byte[][] STATUS_LINES = new byte[400][];

  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] HTTP_10 = ascii("HTTP/1.0");
  private static final byte[] TYPE = ascii("content-type: ");
  private static final byte[] LATENESS = ascii("\r\n" + ResponseWriter.LATENESS + ": ");
  private static final byte[] LENGTH = ascii("\r\ncontent-length: ");
  private static final byte[] CHUNKED = ascii("\r\ntransfer-encoding: chunked");
  private static final byte[] END = ascii("\r\n\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

  static {
    Arrays.setAll(
        STATUS_LINES, i -> ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(200 + i) + "\r\n"));
  }

  /** The fate of the connection after a response, and the header that states it. */
  enum Persistence {
    /** It persists, as HTTP/1.1 has it. */
    PERSISTENT(""),
    /** It persists, as an HTTP/1.0 client asked. */
    KEEP_ALIVE("\r\nconnection: keep-alive"),
    /** It ends, as HTTP/1.0 has it. */
    ENDING(""),
    CLOSE("\r\nconnection: close");

    private final byte[] header;

    Persistence(String header) {
      this.header = ascii(header);
    }

    static Persistence of(HttpRequest request, boolean http10) {
      if (HttpUtil.isKeepAlive(request)) {
        return http10 ? KEEP_ALIVE : PERSISTENT;
      }
      return http10 ? ENDING : CLOSE;
    }

    boolean ends() {
      return this == ENDING || this == CLOSE;
    }
  }

  enum Framing {
    NO_BODY,
    PLAIN,
    CHUNKED
  }

  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  /** Returns a head and what follows at once of a body, whose length may be unknown. */
  ByteBuf head(
      ByteBufAllocator buffers,
      Head head,
      long lateNanos,
      boolean http10,
      Persistence persistence,
      int length,
      Bytes body) {
    size = 0;
    put(STATUS_LINES[head.status() - 200]);
    if (http10) {
      System.arraycopy(HTTP_10, 0, buffer, 0, HTTP_10.length);
    }
    if (!head.headers().isEmpty()) {
      head.headers().forEach((name, value) -> put(ascii(name + ": " + value + "\r\n")));
    }
    put(TYPE);
    AsciiString type = head.type();
    put(type.array(), type.arrayOffset(), type.length());
    put(LATENESS);
    put(lateNanos);
    put(persistence.header);
    if (head.hasBody()) {
      if (length != ResponseWriter.UNKNOWN) {
        put(LENGTH);
        put(length);
      } else if (!http10) {
        put(CHUNKED);
      }
    }
    put(END);
    return copy(buffers, body);
  }

  static ByteBuf continued(ByteBufAllocator buffers) {
    return buffers.directBuffer(CONTINUE.length).writeBytes(CONTINUE);
  }

  static ByteBuf part(ByteBufAllocator buffers, Bytes bytes, Framing framing, boolean last) {
    ByteBuf out = buffers.directBuffer(bytes.length() + CHUNK_BYTES);
    // A chunk without bytes would be the last one.
    boolean chunk = framing == Framing.CHUNKED && bytes.length() > 0;
    if (chunk) {
      ByteBufUtil.writeAscii(out, Integer.toHexString(bytes.length()) + "\r\n");
    }
    bytes.writeTo(out);
    if (chunk) {
      ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
    }
    return framing == Framing.CHUNKED && last ? out.writeBytes(LAST_CHUNK) : out;
  }

  private ByteBuf copy(ByteBufAllocator buffers, Bytes body) {
    int all = size + body.length();
    ByteBuf out = buffers.directBuffer(all);
    if (all <= buffer.length) {
      body.copyTo(buffer, size);
      return out.writeBytes(buffer, 0, all);
    }
    out.writeBytes(buffer, 0, size);
    body.writeTo(out);
    return out;
  }

  private void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  private void put(byte[] bytes, int from, int length) {
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
  }

  /** Puts the decimal digits of a number, 0 or more. */
  private void put(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    size += digits;
    long rest = number;
    for (int i = 1; i <= digits; i++) {
      buffer[size - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
