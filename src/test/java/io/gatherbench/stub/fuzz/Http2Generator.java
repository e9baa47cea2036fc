package io.gatherbench.stub.fuzz;

import io.gatherbench.Generator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Generates the frames of one client over HTTP/2 (RFC 9113), a character for each byte. */
final class Http2Generator {

  static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;

  private static final String[] ODD_METHODS = {
    "G T", "get", "CONNECT", "PRI", "\u00e9", "(", "G\tT"
  };
  private static final String[] ODD_PATHS = {
    "*", "x", "//", "?", "http://stub.example/ledger", "/%zz", "/ledger?%", "/todos/1 x", "\u00e9"
  };

  /** Fields that make at most their own request fail, as name and value. */
  private static final String[][] FURTHER_FIELDS = {
    {"accept", "*/*"},
    {"content-type", "application/x-www-form-urlencoded"},
    {"expect", "100-continue"},
    {"cookie", "a=b"},
    {"x", ""},
    {"te", "trailers"},
    {"content-length", "5"},
    {"content-length", "x"},
    {"content-length", "-1"},
    {"content-length", "99999999999999999999"}
  };

  /** Fields that may end the connection, and more than the stub takes. */
  private static final String[][] ODD_FIELDS = {
    {"Upper", "a"},
    {"", "a"},
    {":path", "/get"},
    {":unknown", "a"},
    {":status", "200"},
    {"connection", "close"},
    {"transfer-encoding", "chunked"},
    {"te", "gzip"},
    {"x\u0000", "a"},
    {"x", "\u0000\r\n"},
    {"x", "x".repeat(9000)},
    {"x", "x".repeat(40_000)}
  };

  private final Generator random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int requests;
  private int nextStream;

  /** Creates the generator of a connection's frames, the first request with the given stream. */
  Http2Generator(Generator random, int firstStream) {
    this.random = random;
    this.nextStream = firstStream;
  }

  int requests() {
    return requests;
  }

  /** Returns the acknowledgement of the ping with which {@link #framed} ends. */
  static String acknowledged(String ping) {
    return "\0\0\b\6\1\0\0\0\0" + ping;
  }

  /** Returns frames in which at most a request is odd, so that the ping at the end is answered. */
  String framed(int requests, String ping) {
    start();
    for (int i = 0; i < requests; i++) {
      List<String[]> fields = fields(TargetGenerator.orderly(random));
      if (random.bool()) {
        makeOdd(fields);
      }
      request(fields);
      if (random.intBetween(0, 9) == 0) {
        frame(RST_STREAM, 0, nextStream - 2, number(random.intBetween(0, 13)));
      }
    }
    frame(PING, 0, 0, bytes(ping));
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  /** Returns frames of any kind, most of them in an order and with contents that are right. */
  String any(int frames) {
    if (random.intBetween(0, 19) > 0) {
      start();
    }
    for (int i = 0; i < frames; i++) {
      if (random.intBetween(0, 3) == 0) {
        oddFrame();
      } else {
        List<String[]> fields = fields(TargetGenerator.any(random));
        if (random.intBetween(0, 3) == 0) {
          makeOdd(fields);
        }
        if (random.intBetween(0, 9) == 0) {
          fields.add(random.intBetween(0, fields.size()), random.pick(ODD_FIELDS));
        }
        request(fields);
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private void start() {
    out.writeBytes(bytes(PREFACE));
    // Initial window, most concurrent streams, most bytes of a header list, frame size.
    String[] settings = {
      "\0\4\0\1\0\0", "\0\4\0\0\0\0", "\0\3\0\0\0\1", "\0\6\0\0\0\1", "\0\5\0\0@\0"
    };
    frame(SETTINGS, 0, 0, bytes(String.join("", random.list(0, 2, g -> g.pick(settings)))));
    if (random.bool()) {
      frame(WINDOW_UPDATE, 0, 0, number(random.intBetween(1, 10_000_000)));
    }
  }

  private List<String[]> fields(String target) {
    String method = random.pick("GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    List<String[]> fields = new ArrayList<>();
    fields.add(new String[] {":method", method});
    fields.add(new String[] {":scheme", "http"});
    fields.add(new String[] {":path", target});
    fields.add(new String[] {":authority", "stub"});
    return fields;
  }

  private void makeOdd(List<String[]> fields) {
    switch (random.intBetween(0, 3)) {
      case 0 -> fields.set(0, new String[] {":method", random.pick(ODD_METHODS)});
      case 1 -> fields.set(2, new String[] {":path", random.pick(ODD_PATHS)});
      case 2 -> fields.remove(random.intBetween(0, 3));
      default -> fields.add(random.pick(FURTHER_FIELDS));
    }
  }

  /** Adds a request on the next stream; its body is small enough for the window of all streams. */
  private void request(List<String[]> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String[] field : fields) {
      block.write(random.pick(0, 0, 0x10, 0x40));
      literal(block, field[0]);
      literal(block, field[1]);
    }
    int stream = nextStream;
    nextStream += 2;
    requests++;
    boolean bodyFollows = random.intBetween(0, 2) == 0;
    headers(stream, bodyFollows ? 0 : END_STREAM, block.toByteArray());
    if (bodyFollows) {
      body(stream);
    }
  }

  private void headers(int stream, int flags, byte[] block) {
    if (block.length < 16_384 && random.intBetween(0, 9) > 0) {
      frame(HEADERS, flags | END_HEADERS, stream, block);
      return;
    }
    String text = new String(block, StandardCharsets.ISO_8859_1);
    int cut = random.intBetween(0, Math.min(16_384, text.length()));
    frame(HEADERS, flags, stream, bytes(text.substring(0, cut)));
    while (text.length() - cut > 16_384) {
      frame(CONTINUATION, 0, stream, bytes(text.substring(cut, cut + 16_384)));
      cut += 16_384;
    }
    frame(CONTINUATION, END_HEADERS, stream, bytes(text.substring(cut)));
  }

  private void body(int stream) {
    String text =
        random.pick("", "{}", "{\"title\":\"a\"}", "[".repeat(999) + "]".repeat(999), "a=%zz");
    switch (random.intBetween(0, 3)) {
      case 0 -> {
        frame(DATA, 0, stream, bytes(text));
        frame(DATA, END_STREAM, stream, new byte[0]);
      }
      case 1 -> frame(DATA, END_STREAM | PADDED, stream, bytes("\3" + text + "\0\0\0"));
      case 2 -> {
        frame(DATA, 0, stream, bytes(text));
        // A trailer.
        frame(HEADERS, END_HEADERS | END_STREAM, stream, bytes("\0\1x\1y"));
      }
      default -> {
        // The request stays without an end.
      }
    }
  }

  private void oddFrame() {
    int stream = random.pick(0, 1, 2, nextStream, nextStream - 2, Integer.MAX_VALUE);
    switch (random.intBetween(0, 11)) {
      case 0 -> frame(DATA, random.pick(0, END_STREAM, PADDED), stream, noise(20));
      case 1 -> frame(HEADERS, random.intBetween(0, 255), stream, noise(60));
      case 2 -> frame(PRIORITY, 0, stream, noise(6));
      case 3 -> frame(RST_STREAM, 0, stream, random.bool() ? number(8) : noise(6));
      case 4 -> frame(SETTINGS, random.pick(0, 0, ACK), random.pick(0, 0, 1), noise(18));
      case 5 -> frame(PING, random.pick(0, ACK), random.pick(0, 0, 1), noise(9));
      case 6 -> frame(GOAWAY, 0, random.pick(0, 0, 1), noise(12));
      case 7 -> frame(WINDOW_UPDATE, 0, stream, number(random.pick(0, 1, Integer.MAX_VALUE)));
      case 8 -> frame(CONTINUATION, random.pick(0, END_HEADERS), stream, noise(20));
      case 9 -> frame(random.intBetween(0, 255), random.intBetween(0, 255), stream, noise(40));
      case 10 -> frame(DATA, 0, nextStream - 2, new byte[random.pick(16_384, 16_385, 60_000)]);
      default -> {
        // The length is not that of what follows.
        byte[] frame = {0, 0, (byte) random.intBetween(0, 255), (byte) random.intBetween(0, 9)};
        out.writeBytes(frame);
      }
    }
  }

  private byte[] noise(int most) {
    byte[] noise = new byte[random.intBetween(0, most)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.intBetween(0, 255);
    }
    return noise;
  }

  private void frame(int type, int flags, int stream, byte[] payload) {
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(number(stream));
    out.writeBytes(payload);
  }

  /** Writes a literal of HPACK without Huffman code (RFC 7541, section 5.2). */
  private static void literal(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      int rest = length - 127;
      while (rest >= 128) {
        block.write(rest & 127 | 128);
        rest >>= 7;
      }
      block.write(rest);
    }
    block.writeBytes(bytes(text));
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
