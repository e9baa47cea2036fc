package io.gatherbench.stub.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that does the least that a gather needs: a socket for each request, one selector, one
 * thread. What another client takes beyond that is its own. Not thread-safe.
 */
public final class MinimalClient implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)\\r\\n");
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final long TIMEOUT_MILLIS = 30_000;

  private final Selector selector = Selector.open();
  private final List<Socket> sockets = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  private static final class Socket {

    private final SocketChannel channel;

    /** The length of each body in bytes, -1 before the first, and how many are still missing. */
    private int bodyLength = -1;

    private int missing;

    /** Number of bytes of the head's end, CR LF CR LF, that have just arrived. */
    private int headEnd;

    Socket(SocketChannel channel) {
      this.channel = channel;
    }

    boolean take(ByteBuffer bytes) {
      while (headEnd < HEAD_END.length && bytes.hasRemaining()) {
        byte next = bytes.get();
        headEnd = next == HEAD_END[headEnd] ? headEnd + 1 : next == HEAD_END[0] ? 1 : 0;
      }
      missing -= bytes.remaining();
      return headEnd == HEAD_END.length && missing == 0;
    }
  }

  /** Opens as many connections to a stub as a gather has requests; throws if it refuses them. */
  public MinimalClient(URI stub, int requests) throws IOException {
    try {
      for (int i = 0; i < requests; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(stub.getHost(), stub.getPort()));
        Socket socket = new Socket(channel);
        sockets.add(socket);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, socket);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Makes a gather with this latency of each response, and returns its time in nanoseconds. */
  public long gather(String latency) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    for (int id = 1; id <= sockets.size(); id++) {
      String text = "GET /todos/" + id + "?latency=" + latency + " HTTP/1.1\r\nHost: stub\r\n\r\n";
      requests.add(text.getBytes(StandardCharsets.US_ASCII));
    }
    long started = System.nanoTime();
    for (int i = 0; i < requests.size(); i++) {
      Socket socket = sockets.get(i);
      socket.headEnd = 0;
      socket.missing = socket.bodyLength;
      // A hundred bytes fit into the send buffer of an idle connection.
      socket.channel.write(ByteBuffer.wrap(requests.get(i)));
    }
    int waiting = sockets.size();
    while (waiting > 0) {
      if (selector.select(TIMEOUT_MILLIS) == 0) {
        throw new IOException("the stub did not respond to " + waiting + " requests");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (hasResponded((Socket) key.attachment())) {
          waiting--;
        }
      }
      selector.selectedKeys().clear();
    }
    return System.nanoTime() - started;
  }

  private boolean hasResponded(Socket socket) throws IOException {
    buffer.clear();
    if (socket.channel.read(buffer) < 0) {
      throw new EOFException("the stub closed a connection");
    }
    buffer.flip();
    if (socket.bodyLength < 0) {
      socket.bodyLength = bodyLength(StandardCharsets.ISO_8859_1.decode(buffer.slice()).toString());
      socket.missing = socket.bodyLength;
    }
    return socket.take(buffer);
  }

  /** Returns the length that a head states, which the stub writes in one piece. */
  private static int bodyLength(String start) throws IOException {
    Matcher length = LENGTH.matcher(start);
    if (!start.startsWith("HTTP/1.1 200") || !length.find()) {
      throw new IOException("not a response of a gatherbench stub");
    }
    return Integer.parseInt(length.group(1));
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.channel.close();
    }
    selector.close();
  }
}
