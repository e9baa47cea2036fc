package io.gatherbench.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** Writes the heads of answers over HTTP/1.1 and 1.0, mostly from what was written before. */
final class Http1Head {

  /** More than a head takes that has no headers of its own. */
  static final int USUAL_BYTES = 192;

  private static final int LEAST_STATUS = 100;
  private static final byte[][] STATUS_LINES = new byte[500][];
  private static final byte[] OLD_VERSION = ascii("HTTP/1.0");
  private static final byte[] TYPE = ascii("content-type: ");
  private static final byte[] LATENESS = ascii("\r\n" + Head.LATENESS + ": ");
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

  private Http1Head() {}

  /**
   * Writes a head.
   *
   * @param old whether the client speaks HTTP/1.0
   * @param length of the body, or {@link Reply#UNKNOWN}
   */
  static void write(ByteBuf out, Head head, boolean old, Persistence persistence, int length) {
    int start = out.writerIndex();
    out.writeBytes(STATUS_LINES[head.status() - LEAST_STATUS]);
    if (old) {
      out.setBytes(start, OLD_VERSION);
    }
    if (!head.headers().isEmpty()) {
      head.headers()
          .forEach((name, value) -> ByteBufUtil.writeAscii(out, name + ": " + value + "\r\n"));
    }
    out.writeBytes(TYPE);
    AsciiString type = head.type();
    out.writeBytes(type.array(), type.arrayOffset(), type.length());
    out.writeBytes(LATENESS);
    Digits.write(out, head.lateNanos());
    if (persistence != Persistence.USUAL) {
      out.writeBytes(persistence == Persistence.CLOSE ? CLOSE : KEEP_ALIVE);
    }
    if (head.hasBody()) {
      if (length != Reply.UNKNOWN) {
        out.writeBytes(LENGTH);
        Digits.write(out, length);
      } else if (!old) {
        out.writeBytes(CHUNKED);
      }
    }
    out.writeBytes(END);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
