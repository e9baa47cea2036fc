package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.function.IntFunction;

/** A response as an endpoint prepares it. Immutable, so that one may serve many requests. */
public sealed interface PreparedResponse {

  AsciiString JSON = AsciiString.cached("application/json");
  AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");
  AsciiString BYTES = AsciiString.cached("application/octet-stream");
  AsciiString EVENTS = AsciiString.cached("text/event-stream");

  Head head();

  /** Returns the delay beyond the latency of the request, in nanoseconds. */
  long extraNanos();

  /** Returns how much memory is kept for this response alone, in bytes, about. */
  int ownBytes();

  /** The head of a response: status 200 to 599, type, and further headers by lower-case name. */
  record Head(int status, AsciiString type, Map<String, String> headers) {

    /** Returns a head with status 200 and no further headers. */
    public static Head of(AsciiString type) {
      return new Head(200, type, Map.of());
    }

    /** Returns true if a response with that status has a body; those without have no length. */
    public boolean hasBody() {
      return status != 204 && status != 304;
    }

    public Head withStatus(int other) {
      return new Head(other, type, headers);
    }
  }

  record Whole(Head head, Bytes body, long extraNanos, int ownBytes) implements PreparedResponse {

    public Whole withStatus(int status) {
      return new Whole(head.withStatus(status), body, extraNanos, ownBytes);
    }

    /** Returns this response with a header, in place of those it had. */
    public Whole withHeader(String name, String value) {
      Head other = new Head(head.status, head.type, Map.of(name, value));
      return new Whole(other, body, extraNanos, ownBytes);
    }

    public Whole delayed(long nanos) {
      return new Whole(head, body, nanos, ownBytes);
    }

    /**
     * Returns this response in items of about the same length.
     *
     * @param size of the body, which is cut or padded with spaces
     * @param length of the body as it is announced
     */
    public Streamed inItems(int items, int size, int length) {
      return new Streamed(
          head,
          items,
          i -> body.paddedSlice(boundary(i, items, size), boundary(i + 1, items, size)),
          Latency.NONE,
          0,
          length,
          ownBytes);
    }

    private static int boundary(int item, int items, int size) {
      return (int) ((long) size * item / items);
    }
  }

  /**
   * A response in one or more items, with a pause before each but the first.
   *
   * @param length of all items as it is announced, or {@link ResponseWriter#UNKNOWN}
   */
  record Streamed(
      Head head,
      int items,
      IntFunction<Bytes> item,
      Latency pause,
      long extraNanos,
      int length,
      int ownBytes)
      implements PreparedResponse {

    public Streamed withPause(Latency other) {
      return new Streamed(head, items, item, other, extraNanos, length, ownBytes);
    }
  }

  /** Returns a response in items with status 200, whose length is not announced. */
  static Streamed items(
      AsciiString type,
      int items,
      IntFunction<Bytes> item,
      Latency pause,
      long extraNanos,
      int ownBytes) {
    int length = ResponseWriter.UNKNOWN;
    return new Streamed(Head.of(type), items, item, pause, extraNanos, length, ownBytes);
  }

  /** Returns a response with status 200 whose body is there for others as well. */
  static Whole of(AsciiString type, Bytes body) {
    return new Whole(Head.of(type), body, 0, 0);
  }

  /** Returns a JSON response with status 200, of a tree, a record or a collection. */
  static Whole json(Object value) {
    Bytes body = StubJson.bytes(value);
    return new Whole(Head.of(JSON), body, 0, body.length());
  }
}
