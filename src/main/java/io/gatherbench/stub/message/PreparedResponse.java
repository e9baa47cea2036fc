package io.gatherbench.stub.message;

import io.gatherbench.stub.delay.Latency;
import io.netty.util.AsciiString;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.IntFunction;

/** What an endpoint has to say. Immutable, so that one may answer many requests. */
public sealed interface PreparedResponse {

  /** The type of JSON bodies. */
  AsciiString JSON = AsciiString.cached("application/json");

  /** The type of plain text. */
  AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");

  /** The type of bytes that mean nothing. */
  AsciiString BYTES = AsciiString.cached("application/octet-stream");

  /** How much longer than the latency of the request it takes, in nanoseconds. */
  long holdNanos();

  /** The status, unless the request asks for another. */
  int status();

  /** The content type. */
  AsciiString type();

  /**
   * An answer in one piece.
   *
   * @param headers beside the content's type and length; names in lower case
   */
  record Whole(
      int status, AsciiString type, Bytes body, long holdNanos, Map<String, String> headers)
      implements PreparedResponse {}

  /**
   * An answer in items, with a pause before each but the first.
   *
   * @param items how many, 1 or more
   * @param item makes the item with an index from 0
   */
  record Streamed(
      AsciiString type, int items, IntFunction<Bytes> item, Latency pause, long holdNanos)
      implements PreparedResponse {
    @Override
    public int status() {
      return 200;
    }
  }

  /** A JSON answer with status 200. */
  static Whole json(Bytes body) {
    return new Whole(200, JSON, body, 0, Map.of());
  }

  /** A JSON answer. */
  static Whole json(int status, JsonObject body) {
    return new Whole(status, JSON, Bytes.of(body), 0, Map.of());
  }
}
