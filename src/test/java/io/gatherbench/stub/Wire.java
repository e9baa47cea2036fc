package io.gatherbench.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One TCP connection to a stub, and the bytes on it: what clients that behave do not show. */
final class Wire implements AutoCloseable {

  private final Socket socket;

  Wire(URI stub) throws IOException {
    socket = new Socket(stub.getHost(), stub.getPort());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends to a server that may close meanwhile. */
  void sendAnyway(String text) {
    try {
      send(text);
    } catch (IOException e) {
      // It has closed.
    }
  }

  Wire get(String target) throws IOException {
    return send("GET " + target + " HTTP/1.1\r\nHost: stub\r\n\r\n");
  }

  /** Everything until the server closes. A reset is an {@link IOException}. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The next response that has a content length: head and body. */
  String readResponse() throws IOException {
    String head = readHead();
    String length = head.replaceFirst("(?is).*\r\ncontent-length: *(\\d+).*", "$1");
    byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length));
    return head + new String(body, StandardCharsets.ISO_8859_1);
  }

  /** The head of the next response. */
  String readHead() throws IOException {
    return readTo("\r\n\r\n");
  }

  /** What comes next, up to a text. */
  String readTo(String end) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed after: " + bytes);
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads and forgets everything until the server closes. */
  void skipToEnd() throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Ends what this side sends; it may still read. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection off with a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
