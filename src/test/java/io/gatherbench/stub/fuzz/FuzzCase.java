package io.gatherbench.stub.fuzz;

import io.gatherbench.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection sends to a stub, and how it is read and closed.
 *
 * @param pieces texts with a character for each byte, written one after another with pauses
 * @param requests number of requests that they were made of
 * @param millis how long the connection stays open, if no response is expected
 * @param expected a part of the response that must come, after which the connection is closed; null
 *     if anything may happen
 */
public record FuzzCase(
    List<String> pieces, int requests, boolean reads, End end, int millis, String expected) {

  /** How the client leaves. */
  public enum End {
    CLOSE,
    RESET,
    /** It closes its side when all is written, and the other at the end of its time. */
    HALF_CLOSE
  }

  /** Generates a case; the same seed gives the same case. */
  public static FuzzCase of(Generator random) {
    int requests = random.intBetween(0, 49) == 0 ? 300 : random.intBetween(1, 15);
    return switch (random.intBetween(0, 9)) {
      case 0, 1 -> {
        // An id that no other request of the case has.
        int id = random.intBetween(1_000_000, 2_000_000_000);
        String sent = Http1Generator.orderly(random, requests, id);
        yield expecting("\"id\":" + id + ",", sent, requests, random);
      }
      case 2 -> {
        String ping = "ping" + random.intBetween(1000, 9999);
        String sent = new Http2Generator(random, 1).framed(requests, ping);
        yield expecting(Http2Generator.acknowledged(ping), sent, requests, random);
      }
      case 3 -> {
        String first = Http1Generator.upgrade(random);
        Http2Generator frames = new Http2Generator(random, 3);
        yield expectingNothing(first + frames.any(requests), frames.requests() + 1, random);
      }
      case 4, 5, 6 -> expectingNothing(Http1Generator.any(random, requests), requests, random);
      default -> {
        Http2Generator frames = new Http2Generator(random, 1);
        yield expectingNothing(frames.any(requests), frames.requests(), random);
      }
    };
  }

  private static FuzzCase expecting(String expected, String sent, int requests, Generator random) {
    return new FuzzCase(cut(sent, random), requests, true, End.CLOSE, 0, expected);
  }

  private static FuzzCase expectingNothing(String sent, int requests, Generator random) {
    return new FuzzCase(
        cut(random.bool() ? Mutation.of(sent, random) : sent, random),
        requests,
        random.intBetween(0, 3) > 0,
        random.pick(End.values()),
        random.pick(0, 1, 5, 20, 50),
        null);
  }

  /** Returns a case that sends a text in one piece, reads for a while, and closes. */
  public FuzzCase simplified(String text) {
    return new FuzzCase(List.of(text), requests, true, End.CLOSE, 100, null);
  }

  /** Returns all that is written, a character for each byte. */
  public String sent() {
    return String.join("", pieces);
  }

  private static List<String> cut(String sent, Generator random) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int to :
        random.list(0, 4, g -> g.intBetween(0, sent.length())).stream().sorted().toList()) {
      pieces.add(sent.substring(from, to));
      from = to;
    }
    pieces.add(sent.substring(from));
    return pieces;
  }

  @Override
  public String toString() {
    String read = reads ? "read" : "not read";
    String close = expected == null ? end + " after " + millis + " ms" : "closed after a response";
    return sent().length() + " bytes in " + pieces.size() + " pieces, " + read + ", " + close;
  }
}
