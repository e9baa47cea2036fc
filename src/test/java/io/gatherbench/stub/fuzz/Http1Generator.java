package io.gatherbench.stub.fuzz;

import io.gatherbench.Generator;
import java.util.List;

/** Generates what a client sends over HTTP/1.1 and 1.0, a character for each byte. */
final class Http1Generator {

  private static final String CHAT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":";

  private static final String[] METHODS = {
    "GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"
  };
  private static final String[] ODD_METHODS = {
    "", "get", "TRACE", "CONNECT", "PRI", "M-SEARCH", "G T", "G\u0000T", "\u00e9", "X".repeat(300)
  };
  private static final String[] ODD_VERSIONS = {
    "", "HTTP/1.0", "HTTP/1.0", "HTTP/1.7", "HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1.1.1", "TP/1"
  };
  private static final String[] HEADERS = {
    "Accept: */*",
    "User-Agent: fuzz",
    "Content-Type: application/json",
    "Content-Type: application/x-www-form-urlencoded",
    "Connection: keep-alive",
    "Cookie: a=b; c=d",
    "X-Empty:"
  };
  private static final String[] ODD_HEADERS = {
    "Host: a\r\nHost: b",
    "Host:",
    "Connection: close",
    "Connection: upgrade",
    "Expect: 100-continue",
    "Expect: 200-ok",
    "Origin: http://elsewhere.example",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: identity",
    "Content-Length: 5",
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 5, 5",
    "Content-Length: -1",
    "Content-Length: +5",
    "Content-Length: 1e3",
    "Content-Length: 1048577",
    "Content-Length: 99999999999999999999",
    "Content-Length:",
    "Upgrade: websocket",
    "Upgrade: h2c",
    "HTTP2-Settings: AAMAAABkAAQAAP__",
    "X : space before the colon",
    " X: folded",
    "no colon",
    ": no name",
    "X: \u0000\u0001\u007f\u00ff",
    "X: a\rb",
    "X: a\nb"
  };
  private static final String[] ODD_SETTINGS = {"", "AAMAAABkAAQAAP__", "AAMAAAB", "AAQ_____", "%"};

  private Http1Generator() {}

  /** Returns requests that are all answered, in order; the last one is for a todo, and closes. */
  static String orderly(Generator random, int requests, int id) {
    StringBuilder sent = new StringBuilder();
    for (int i = 1; i < requests; i++) {
      String method = random.pick(METHODS);
      String start = method + " " + TargetGenerator.orderly(random) + " HTTP/1.1\r\nHost: stub\r\n";
      sent.append(start);
      headers(random, 2, HEADERS).forEach(header -> sent.append(header).append("\r\n"));
      sent.append(body(random, BodyGenerator.orderly(random), true));
    }
    sent.append("GET /todos/").append(id);
    return sent.append(" HTTP/1.1\r\nHost: stub\r\nConnection: close\r\n\r\n").toString();
  }

  /** Returns requests, most of them with something odd. */
  static String any(Generator random, int requests) {
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      sent.append(request(random, List.of()));
    }
    return sent.toString();
  }

  /** Returns a request that asks for an upgrade to HTTP/2, sometimes in vain. */
  static String upgrade(Generator random) {
    String settings = random.bool() ? "AAMAAABkAAQAAP__" : random.pick(ODD_SETTINGS);
    return request(
        random,
        List.of(
            "Connection: " + random.pick("Upgrade, HTTP2-Settings", "upgrade", "HTTP2-Settings"),
            "Upgrade: " + random.pick("h2c", "h2c", "h2c, websocket", "H2C"),
            "HTTP2-Settings: " + settings));
  }

  private static String request(Generator random, List<String> further) {
    String end = random.intBetween(0, 19) == 0 ? random.pick("\n", "\r") : "\r\n";
    boolean odd = random.bool();
    String method = random.intBetween(0, 9) == 0 ? random.pick(ODD_METHODS) : random.pick(METHODS);
    String version = random.intBetween(0, 4) == 0 ? random.pick(ODD_VERSIONS) : "HTTP/1.1";
    String target = odd ? TargetGenerator.any(random) : TargetGenerator.orderly(random);
    StringBuilder sent = new StringBuilder();
    sent.append(method).append(' ').append(target).append(' ').append(version).append(end);
    sent.append("Host: stub").append(end);
    headers(random, 2, HEADERS).forEach(header -> sent.append(header).append(end));
    further.forEach(header -> sent.append(header).append(end));
    if (odd) {
      headers(random, 2, ODD_HEADERS).forEach(header -> sent.append(header).append(end));
    }
    if (random.intBetween(0, 49) == 0) {
      sent.append("X: ").append("x".repeat(random.intBetween(5000, 20_000))).append(end);
    }
    return sent.append(body(random, BodyGenerator.any(random), !odd)).toString();
  }

  private static List<String> headers(Generator random, int most, String[] values) {
    return random.list(0, most, g -> g.pick(values));
  }

  /** Returns the end of a head and the body, with the right length if it is to be orderly. */
  private static String body(Generator random, String body, boolean orderly) {
    if (random.bool() && body.length() < 1000) {
      return "\r\n";
    }
    if (random.bool()) {
      return "Transfer-Encoding: chunked\r\n\r\n" + chunks(random, body, orderly);
    }
    int length = orderly || random.bool() ? body.length() : random.intBetween(0, 300);
    return "Content-Length: " + length + "\r\n\r\n" + body;
  }

  private static String chunks(Generator random, String body, boolean orderly) {
    StringBuilder chunks = new StringBuilder();
    for (int from = 0; from < body.length(); ) {
      int to = Math.min(body.length(), from + random.intBetween(1, 1 + body.length()));
      chunks.append(random.pick("", "0", "000")).append(Integer.toHexString(to - from));
      chunks.append(random.pick("", "", ";a=b", ";a")).append("\r\n");
      chunks.append(body, from, to).append("\r\n");
      from = to;
    }
    if (!orderly && random.bool()) {
      return chunks
          + random.pick("", "ZZ\r\n", "-1\r\n", "7fffffffffffffff\r\n", "\r\n", "5\r\nab");
    }
    return chunks + "0\r\n" + random.pick("", "", "X-Trailer: a\r\n") + "\r\n";
  }

  /** Generates bodies of requests. */
  private static final class BodyGenerator {

    private static final String[] BODIES = {
      "",
      "{}",
      "{\"title\":\"a\"}",
      "a=1&b=%41",
      CHAT + "true}",
      CHAT + "false,\"max_tokens\":2}",
      "[".repeat(400) + "]".repeat(400),
      "[".repeat(999) + "]".repeat(999),
      "[".repeat(1000) + "]".repeat(1000)
    };
    private static final String[] ODD_BODIES = {
      "{",
      "null",
      "a=%zz",
      "\"\\ud800\"",
      "{\"id\":1,\"id\":1e400}",
      CHAT + "1}",
      "{\"messages\":[],\"max_tokens\":-1}",
      "[".repeat(100_000),
      "\u00ff\u00fe\u0000"
    };

    static String orderly(Generator random) {
      return random.pick(BODIES);
    }

    static String any(Generator random) {
      return switch (random.intBetween(0, 59)) {
        case 0 -> "x".repeat(random.pick(70_000, 200_000, 1 << 20, (1 << 20) + 1));
        case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> random.pick(ODD_BODIES);
        case 10, 11, 12, 13 -> random.string("{}[]\":,0123456789abcdef\\u \r\n", 200);
        default -> orderly(random);
      };
    }
  }
}
