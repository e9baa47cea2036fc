package io.gatherbench.stub.fuzz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Sends cases to a stub, many at once, each on its own connection; one thread does it all. */
public final class FuzzClient implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final long PAUSE_MILLIS = 1;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** Begins the response to what would have taken too much memory, which is right as well. */
  private static final String REFUSED = "{\"error\":\"memory\",";

  private final InetSocketAddress stub;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final List<Connection> open = new ArrayList<>();
  private final List<FuzzCase> unanswered = new ArrayList<>();

  public FuzzClient(URI stub) throws IOException {
    this.stub = new InetSocketAddress(stub.getHost(), stub.getPort());
  }

  /**
   * Sends cases; returns those whose expected response did not come. All connections are closed.
   */
  public List<FuzzCase> send(List<FuzzCase> cases) throws IOException {
    unanswered.clear();
    Queue<FuzzCase> waiting = new ArrayDeque<>(cases);
    while (!waiting.isEmpty() || !open.isEmpty()) {
      while (!waiting.isEmpty() && open.size() < CONNECTIONS) {
        open.add(new Connection(waiting.poll()));
      }
      if (!unanswered.isEmpty()) {
        // The stub has failed already: nothing more is begun.
        waiting.clear();
      }
      // What a connection writes next, it writes after this pause or an event of another.
      selector.select(PAUSE_MILLIS);
      selector.selectedKeys().clear();
      for (Connection connection : List.copyOf(open)) {
        if (connection.isOver()) {
          connection.close();
          open.remove(connection);
        }
      }
    }
    // A closed channel keeps its socket until its selector has been asked once more.
    selector.selectNow();
    return List.copyOf(unanswered);
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : open) {
      connection.channel.close();
    }
    selector.close();
  }

  private final class Connection {

    private final FuzzCase sent;
    private final SocketChannel channel;
    private final long deadline;
    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private String received = "";
    private boolean answered;

    Connection(FuzzCase sent) throws IOException {
      this.sent = sent;
      for (String piece : sent.pieces()) {
        pieces.add(ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1)));
      }
      channel = SocketChannel.open(stub);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, sent.reads() ? SelectionKey.OP_READ : 0);
      long nanos = sent.expected() == null ? sent.millis() * 1_000_000L : PATIENCE_NANOS;
      deadline = System.nanoTime() + nanos;
    }

    /** Writes and reads what can be now; returns true if the connection is to be closed. */
    boolean isOver() {
      try {
        write();
        return sent.reads() && read() || System.nanoTime() - deadline >= 0;
      } catch (IOException e) {
        // The stub has closed it.
        return true;
      }
    }

    private void write() throws IOException {
      if (pieces.isEmpty()) {
        return;
      }
      channel.write(pieces.peek());
      if (!pieces.peek().hasRemaining()) {
        pieces.poll();
        if (pieces.isEmpty() && sent.end() == FuzzCase.End.HALF_CLOSE) {
          channel.shutdownOutput();
        }
      }
    }

    private boolean read() throws IOException {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        return true;
      }
      String expected = sent.expected();
      if (expected == null) {
        return false;
      }
      received += StandardCharsets.ISO_8859_1.decode(buffer.flip());
      answered = received.contains(expected) || received.contains(REFUSED);
      // The last characters may be the beginning of what is expected.
      received = received.substring(Math.max(0, received.length() - 50));
      return answered;
    }

    void close() throws IOException {
      if (sent.expected() != null && !answered) {
        unanswered.add(sent);
      }
      if (sent.end() == FuzzCase.End.RESET) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.close();
    }
  }
}
