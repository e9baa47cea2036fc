package io.gatherbench.benchmark.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The TCP connections of this process, as Linux lists them; see {@code proc_pid_net(5)}. The stub
 * cannot tell whose the connections are that are open.
 */
final class TcpConnections {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final String ESTABLISHED = "01";
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private TcpConnections() {}

  /**
   * How many connections this process has to a port, on whatever machine.
   *
   * @return nothing where the system does not tell
   */
  static Optional<Long> connectedTo(int port) {
    String remote = String.format(Locale.ROOT, ":%04X", port);
    try {
      Set<String> connected = new HashSet<>();
      for (Path table : TABLES) {
        for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
          String[] fields = line.strip().split("\\s+");
          if (fields.length > INODE
              && fields[REMOTE].endsWith(remote)
              && fields[STATE].equals(ESTABLISHED)) {
            connected.add("socket:[" + fields[INODE] + "]");
          }
        }
      }
      return Optional.of(own(connected));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long own(Set<String> sockets) throws IOException {
    long own = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path file : files) {
        if (sockets.contains(target(file))) {
          own++;
        }
      }
    }
    return own;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }
}
