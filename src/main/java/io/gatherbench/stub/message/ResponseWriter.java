package io.gatherbench.stub.message;

/**
 * The way back to the client for one request, over whichever protocol it came. What is written goes
 * out when the loop has read all that arrived with the request, and at once when nothing is being
 * read. Used on its event loop only.
 */
public interface ResponseWriter {

  /** The length of a body that is not known when it begins. */
  int UNKNOWN = -1;

  /** Tells a client that asked first that it may send its body. */
  void goOn();

  /**
   * The client is still sending what nobody wants: the answer that follows is the last on this
   * connection. Over HTTP/2 only the request is concerned, and nothing happens.
   */
  void closeAfter();

  /** Answers. */
  void whole(ResponseHead head, Bytes body);

  /**
   * Begins an answer whose body comes in pieces.
   *
   * @param length of the body as it is announced, or {@link #UNKNOWN}
   */
  void begin(ResponseHead head, int length);

  /** A piece of the body. It goes out with the last one, or with {@link #flush}. */
  void piece(Bytes bytes, boolean last);

  /** Sends what has been written. */
  void flush();

  /** Whether the client reads so slowly that nothing more should be written now. */
  boolean isFull();

  /** Runs a step, once, when the client has read again. */
  void whenDrained(Runnable step);

  /** Fails without an answer, in the way of a server that crashes. */
  void reset();

  /** Ends without an answer, in the way of a server that has changed its mind. */
  void drop();

  /** Ends after what has been written, which is not all that was announced. */
  void breakOff();

  /** Answers with bytes that mean nothing; the head is for protocols that need one to do so. */
  void garbage(ResponseHead head, Bytes nonsense);
}
