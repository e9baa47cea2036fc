package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stub on a second host: two network namespaces of the kernel, which share nothing but a link
 * between them, each with an address of its own.
 */
class TwoHostsIT {

  private static final String STUB_ADDRESS = "10.213.71.1";
  private static final String CLIENT_ADDRESS = "10.213.71.2";
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final String stubHost = "gb-stub-" + ProcessHandle.current().pid();
  private final String clientHost = "gb-client-" + ProcessHandle.current().pid();
  @TempDir Path folder;

  @BeforeEach
  void hosts() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root") && succeeds("ip", "-V"),
        "only root can make network namespaces, and it takes ip(8)");
    assumeTrue(succeeds("ip", "netns", "add", stubHost), "this kernel makes no namespaces for us");
    ip("netns add " + clientHost);
    ip("link add gbs netns " + stubHost + " type veth peer name gbc netns " + clientHost);
    for (String host : List.of(stubHost, clientHost)) {
      boolean stub = host.equals(stubHost);
      String device = stub ? "gbs" : "gbc";
      String address = stub ? STUB_ADDRESS : CLIENT_ADDRESS;
      ip("-n " + host + " addr add " + address + "/24 dev " + device);
      ip("-n " + host + " link set " + device + " up");
      ip("-n " + host + " link set lo up");
    }
  }

  @AfterEach
  void noHosts() throws Exception {
    succeeds("ip", "netns", "del", clientHost);
    succeeds("ip", "netns", "del", stubHost);
  }

  @Test
  void forksOfSeveralJdksUseAStubOnAnotherHost() throws Exception {
    List<String> java = JarProcess.java();
    List<String> listen = List.of("stub", "--host", STUB_ADDRESS, "--port", "0");
    try (JarProcess stub = JarProcess.start(folder, in(stubHost), java, listen)) {
      String target = address(stub);
      String jdk = System.getProperty("java.home");
      List<String> jdks = new ArrayList<>(List.of("jdks", "--out", "run", "--rounds", "1"));
      jdks.addAll(List.of("--jdk", "one=" + jdk, "--jdk", "two=" + jdk + " -Xmx1g"));
      jdks.addAll(List.of("--plan", "Gather", "-p", "target=" + target));
      jdks.addAll(List.of("-p", "strategy=EVENT_LOOP", "-p", "requests=4"));
      jdks.addAll(List.of("-p", "warmUpRequests=100", "-wi", "0", "-i", "1", "-r", "100ms"));
      Ended ended;
      try (JarProcess run = JarProcess.start(folder, in(clientHost), java, jdks)) {
        ended = run.end();
      }

      assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
      for (String variant : List.of("one", "two")) {
        List<Row> rows = RowReader.read(folder.resolve("run").resolve(variant + ".csv"));
        assertThat(rows).isNotEmpty();
        assertThat(rows).allMatch(row -> row.info().stub().startsWith(target + " "));
        assertThat(rows).allMatch(row -> row.validity().kind() != Validity.Kind.VOID);
      }
    }
  }

  @Test
  void aStubThatTheOtherHostCannotReachIsUnusable() throws Exception {
    List<String> java = List.of("-jar", JarProcess.jar().toString());
    List<String> gather = List.of("Gather", "-p", "target=http://" + STUB_ADDRESS + ":9");
    try (JarProcess run = JarProcess.start(folder, in(clientHost), java, gather)) {
      Ended ended = run.end();
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.err()).contains("target is 'http://" + STUB_ADDRESS + ":9'");
    }
  }

  private static List<String> in(String host) {
    return List.of("ip", "netns", "exec", host);
  }

  private static String address(JarProcess stub) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    while (System.nanoTime() < deadline && stub.isAlive()) {
      if (stub.out().contains("\n")) {
        return stub.out().lines().findFirst().orElseThrow();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("the stub did not start: " + stub.out());
  }

  private static void ip(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    assertThat(succeeds(command.toArray(new String[0]))).as(arguments).isTrue();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
