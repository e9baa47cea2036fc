package io.gatherbench.stub.message;

import io.netty.util.AsciiString;

/**
 * Writes the response to one request over its protocol. What is written is sent when the loop has
 * read all that arrived, or at once if nothing is being read. Used on its event loop only.
 */
public interface ResponseWriter {

  /** The header in which each response carries its own lateness. */
  AsciiString LATENESS = AsciiString.cached("stub-lateness-nanos");

  /** The length of a body that is not known when it begins. */
  int UNKNOWN = -1;

  void sendContinue();

  /** Makes the next response the connection's last: the client still sends. No effect on HTTP/2. */
  void closeAfterResponse();

  void write(PreparedResponse.Head head, long lateNanos, Bytes body);

  /** Returns true if a response with this head has a body here, which is not so for HEAD. */
  boolean hasBody(PreparedResponse.Head head);

  /**
   * Writes the head of a response in parts.
   *
   * @param length of the body, or {@link #UNKNOWN}
   * @param last whether the response ends with its head
   */
  void writeHead(PreparedResponse.Head head, long lateNanos, int length, boolean last);

  /** Writes a part of the body. It is sent with the last one, or with {@link #flush}. */
  void writePart(Bytes bytes, boolean last);

  void flush();

  /** Returns true if the client reads so slowly that nothing more should be written now. */
  boolean isFull();

  /** Writes nothing, now or later: the exchange ends when its client leaves. */
  void hang();

  /** Resets the connection or stream, as a server that crashes does. */
  void reset();

  /** Closes the connection or stream without a response. */
  void closeWithoutResponse();

  /** Closes the connection or stream after what has been written of a response. */
  void truncate();

  /** Responds with bytes without a meaning; only protocols with frames need the head. */
  void writeGarbage(PreparedResponse.Head head, long lateNanos, Bytes garbage);
}
