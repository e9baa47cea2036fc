package io.gatherbench.stub;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection over HTTP/2 to a stub, frame by frame: what clients that behave do not send. */
final class Http2Wire implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int GOAWAY = 7;

  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

  /** A frame from the stub; {@code head} is null unless it is a response's head. */
  record Frame(int type, int flags, int stream, byte[] payload, Http2Headers head) {

    boolean endsStream() {
      return (flags & END_STREAM) != 0;
    }

    String status() {
      return head.status().toString();
    }
  }

  /** Connects, with a window for each stream. */
  Http2Wire(URI stub, int window) throws IOException {
    socket = new Socket(stub.getHost(), stub.getPort());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream settings = new ByteArrayOutputStream();
    DataOutputStream setting = new DataOutputStream(settings);
    setting.writeShort(INITIAL_WINDOW_SIZE);
    setting.writeInt(window);
    send(SETTINGS, 0, 0, settings.toByteArray());
  }

  /** Sends a request without a body, with names and values of further headers. */
  Http2Wire request(int stream, String method, String path, String... further) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    literal(block, ":method", method);
    literal(block, ":scheme", "http");
    literal(block, ":authority", "stub");
    literal(block, ":path", path);
    for (int i = 0; i < further.length; i += 2) {
      literal(block, further[i], further[i + 1]);
    }
    return send(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
  }

  /** Lets the stub send that many bytes more, on a stream or, as stream 0, in all. */
  Http2Wire widen(int stream, int bytes) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    new DataOutputStream(payload).writeInt(bytes);
    return send(WINDOW_UPDATE, 0, stream, payload.toByteArray());
  }

  /** The next frame of a stream, or GOAWAY. */
  Frame next() throws IOException, Http2Exception {
    while (true) {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (stream > 0 && type != WINDOW_UPDATE || type == GOAWAY) {
        Http2Headers head =
            type == HEADERS ? headers.decodeHeaders(stream, Unpooled.wrappedBuffer(payload)) : null;
        return new Frame(type, flags, stream, payload, head);
      }
    }
  }

  private Http2Wire send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(frame);
    fields.writeByte(payload.length >> 16);
    fields.writeShort(payload.length);
    fields.writeByte(type);
    fields.writeByte(flags);
    fields.writeInt(stream);
    fields.write(payload);
    out.write(frame.toByteArray());
    return this;
  }

  /** A header that is neither indexed nor compressed: RFC 7541, 6.2.2. */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    for (String text : new String[] {name, value}) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      if (bytes.length >= 0x7f) {
        throw new IllegalArgumentException("too long for one byte: " + text);
      }
      block.write(bytes.length);
      block.writeBytes(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
