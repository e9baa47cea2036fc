package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.KernelFiles;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP connections of this process, as Linux lists them; see {@code proc_pid_net(5)}. The stub
 * cannot say which process its connections are to.
 */
final class TcpConnections {

  private static final String OPEN_FILES = "proc/self/fd/";
  private static final String ESTABLISHED = "01";
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private TcpConnections() {}

  /** Counts the connections to a port, on whatever machine; empty on other systems than Linux. */
  static Optional<Long> connectedTo(int port, KernelFiles kernel) {
    Optional<String> table = kernel.text("proc/self/net/tcp");
    if (table.isEmpty()) {
      return Optional.empty();
    }
    String remote = String.format(Locale.ROOT, ":%04X", port);
    Set<String> sockets =
        Stream.of(table.get(), kernel.text("proc/self/net/tcp6").orElse(""))
            .flatMap(String::lines)
            .filter(line -> line.contains(remote))
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length > INODE)
            .filter(fields -> fields[REMOTE].endsWith(remote) && fields[STATE].equals(ESTABLISHED))
            .map(fields -> "socket:[" + fields[INODE] + "]")
            .collect(Collectors.toSet());
    return Optional.of(
        kernel.names(OPEN_FILES).stream()
            .flatMap(file -> kernel.link(OPEN_FILES + file).stream())
            .filter(sockets::contains)
            .count());
  }
}
