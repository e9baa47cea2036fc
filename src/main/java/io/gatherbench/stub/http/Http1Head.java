package io.gatherbench.stub.http;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Digits;
import io.gatherbench.stub.message.ResponseHead;
import io.gatherbench.stub.message.ResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the heads of answers over HTTP/1.1 and 1.0. They are put together in an array, of which
 * each event loop has one, and copied to the buffer that goes out at once: many small writes to a
 * buffer outside the heap cost more than all else that an answer needs. Used on its event loop
 * only.
 */
public final class Http1Head {

  private static final int ROOM = 4096;
  private static final int LEAST_STATUS = 200;
  private static final byte[][] STATUS_LINES = new byte[400][];
  private static final byte[] OLD_VERSION = ascii("HTTP/1.0");
  private static final byte[] TYPE = ascii("content-type: ");
  private static final byte[] LATENESS = ascii("\r\n" + ResponseHead.LATENESS + ": ");
  private static final byte[] LENGTH = ascii("\r\ncontent-length: ");
  private static final byte[] CHUNKED = ascii("\r\ntransfer-encoding: chunked");
  private static final byte[] CLOSE = ascii("\r\nconnection: close");
  private static final byte[] KEEP_ALIVE = ascii("\r\nconnection: keep-alive");
  private static final byte[] END = ascii("\r\n\r\n");

  static {
    for (int i = 0; i < STATUS_LINES.length; i++) {
      STATUS_LINES[i] = ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(LEAST_STATUS + i) + "\r\n");
    }
  }

  /** What a head says of the connection. */
  enum Persistence {
    /** Nothing: HTTP/1.1 goes on, HTTP/1.0 does not. */
    USUAL,
    CLOSE,
    KEEP_ALIVE
  }

  private byte[] room = new byte[ROOM];
  private int size;

  /**
   * A buffer with a head and what follows it at once.
   *
   * @param old whether the client speaks HTTP/1.0
   * @param length of the body, or {@link ResponseWriter#UNKNOWN}
   * @param body what is sent of the body with the head
   */
  ByteBuf write(
      ByteBufAllocator buffers,
      ResponseHead head,
      boolean old,
      Persistence persistence,
      int length,
      Bytes body) {
    size = 0;
    put(STATUS_LINES[head.status() - LEAST_STATUS]);
    if (old) {
      System.arraycopy(OLD_VERSION, 0, room, 0, OLD_VERSION.length);
    }
    if (!head.headers().isEmpty()) {
      head.headers().forEach((name, value) -> put(ascii(name + ": " + value + "\r\n")));
    }
    put(TYPE);
    AsciiString type = head.type();
    put(type.array(), type.arrayOffset(), type.length());
    put(LATENESS);
    put(head.lateNanos());
    if (persistence != Persistence.USUAL) {
      put(persistence == Persistence.CLOSE ? CLOSE : KEEP_ALIVE);
    }
    if (head.hasBody()) {
      if (length != ResponseWriter.UNKNOWN) {
        put(LENGTH);
        put(length);
      } else if (!old) {
        put(CHUNKED);
      }
    }
    put(END);
    return copy(buffers, body);
  }

  private ByteBuf copy(ByteBufAllocator buffers, Bytes body) {
    int all = size + body.length();
    ByteBuf out = buffers.directBuffer(all);
    if (all <= room.length) {
      body.copyTo(room, size);
      return out.writeBytes(room, 0, all);
    }
    out.writeBytes(room, 0, size);
    body.writeTo(out);
    return out;
  }

  private void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  private void put(byte[] bytes, int from, int length) {
    if (size + length > room.length) {
      room = Arrays.copyOf(room, 2 * (size + length));
    }
    System.arraycopy(bytes, from, room, size, length);
    size += length;
  }

  private void put(long number) {
    int digits = Digits.count(number);
    if (size + digits > room.length) {
      room = Arrays.copyOf(room, 2 * (size + digits));
    }
    Digits.write(number, room, size, digits);
    size += digits;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
