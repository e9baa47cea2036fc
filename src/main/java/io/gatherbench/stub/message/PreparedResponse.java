package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.function.IntFunction;

/** A response as an endpoint prepares it. Immutable, so that one may serve many requests. */
public sealed interface PreparedResponse {

  /** The type of JSON bodies. */
  AsciiString JSON = AsciiString.cached("application/json");

  /** The type of plain text. */
  AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");

  /** The type of bytes without a meaning. */
  AsciiString BYTES = AsciiString.cached("application/octet-stream");

  /** The type of server-sent events. */
  AsciiString EVENTS = AsciiString.cached("text/event-stream");

  /** Returns the delay beyond the latency of the request, in nanoseconds. */
  long extraNanos();

  /** Returns the status, unless the request asks for another. */
  int status();

  /** Returns the content type. */
  AsciiString type();

  /**
   * A response whose body is known as a whole.
   *
   * @param headers beside the content's type and length; names in lower case
   */
  record Whole(
      int status, AsciiString type, Bytes body, long extraNanos, Map<String, String> headers)
      implements PreparedResponse {

    /** Returns this response with another status. */
    public Whole withStatus(int other) {
      return new Whole(other, type, body, extraNanos, headers);
    }

    /** Returns this response with a header, in place of those it had. */
    public Whole withHeader(String name, String value) {
      return new Whole(status, type, body, extraNanos, Map.of(name, value));
    }

    /** Returns this response with an extra delay. */
    public Whole delayed(long nanos) {
      return new Whole(status, type, body, nanos, headers);
    }
  }

  /**
   * A response in items, with a pause before each but the first.
   *
   * @param items how many, 1 or more
   * @param item makes the item with an index from 0
   */
  record Streamed(
      AsciiString type, int items, IntFunction<Bytes> item, Latency pause, long extraNanos)
      implements PreparedResponse {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Returns a response with status 200. */
  static Whole of(AsciiString type, Bytes body) {
    return new Whole(200, type, body, 0, Map.of());
  }

  /** Returns a JSON response with status 200, of a tree, a record or a collection. */
  static Whole json(Object value) {
    return of(JSON, StubJson.bytes(value));
  }
}
