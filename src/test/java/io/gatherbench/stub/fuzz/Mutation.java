package io.gatherbench.stub.fuzz;

import io.gatherbench.Generator;

/** Changes what a client sends, a character for each byte, in a few places. */
final class Mutation {

  private static final String[] TOKENS = {
    "\r\n",
    "\n",
    "\r\n\r\n",
    "\0",
    " ",
    ":",
    "?",
    "%",
    "/",
    "0",
    "ffffffff",
    "HTTP/1.1",
    "GET ",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 1\r\n",
    "\u00ff\u00ff\u00ff\u00ff",
    Http2Generator.PREFACE
  };

  private Mutation() {}

  /** Returns a text that differs from a given one in one to four places. */
  static String of(String text, Generator random) {
    String mutated = text;
    for (int i = random.intBetween(1, 4); i > 0; i--) {
      mutated = once(mutated, random);
    }
    return mutated;
  }

  private static String once(String text, Generator random) {
    int from = random.intBetween(0, text.length());
    int to = Math.min(text.length(), from + random.intBetween(1, 40));
    String before = text.substring(0, from);
    String part = text.substring(from, to);
    String after = text.substring(to);
    return switch (random.intBetween(0, 6)) {
      case 0 -> before;
      case 1 -> before + after;
      case 2 -> before + part.repeat(random.intBetween(2, 20)) + after;
      case 3 -> before + random.pick(TOKENS) + part + after;
      case 4 -> before + random.pick(TOKENS) + after;
      // The part is moved, or a bit of it is flipped.
      case 5 -> after + part + before;
      default -> before + flipped(part, random) + after;
    };
  }

  private static String flipped(String part, Generator random) {
    if (part.isEmpty()) {
      return part;
    }
    char flipped = (char) (part.charAt(0) ^ 1 << random.intBetween(0, 7));
    return flipped + part.substring(1);
  }
}
