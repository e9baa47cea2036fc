package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StubCommandIT {

  @Test
  void servesUntilStoppedAndPrintsItsSummary() throws Exception {
    try (StubJvm stub = StubJvm.start(List.of())) {
      URI url = stub.url();
      assertThat(url.toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      try (Wire wire = new Wire(url)) {
        assertThat(wire.get("/todos/1").readResponse()).contains("200 OK");
      }
      // Its standard input was at its end from the start, and it serves nevertheless.
      assertThat(stub.isAlive()).isTrue();

      List<String> summary = stub.stop();

      assertThat(summary).hasSize(6);
      assertThat(summary.get(1)).startsWith("Requests     1: 1 answered");
      assertThat(summary.get(4)).contains("1 on ");
      assertThat(stub.errors()).isEmpty();
    }
  }

  @Test
  void optionsChooseLoopsTransportAndTls() throws Exception {
    try (StubJvm stub =
        StubJvm.start(List.of(), "--event-loops=2", "--transport", "nio", "--tls")) {
      assertThat(stub.url().toString()).startsWith("https://127.0.0.1:");
      assertThat(stub.stop().get(4)).contains("2 on nio");
      assertThat(stub.errors()).isEmpty();
    }
  }

  @Test
  void connectionsBeyondTheLimitOfTheSystemWait() throws Exception {
    List<String> limit = List.of("bash", "-c", "ulimit -n 256; exec \"$@\"", "limited");
    try (StubJvm stub = StubJvm.start(limit, List.of("-Xmx192m"))) {
      URI url = stub.url();
      List<Wire> wires = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        wires.add(new Wire(url));
      }
      StubControl control = new StubControl(url);
      for (int id = 1; id <= 100; id++) {
        assertThat(wires.get(id).get("/todos/" + id).readResponse()).contains("200 OK");
      }
      // Enough to let some of those in that wait.
      for (Wire wire : wires.subList(0, 200)) {
        wire.close();
      }
      assertThat(wires.get(299).get("/todos/299").readResponse()).contains("200 OK");
      for (Wire wire : wires) {
        wire.close();
      }
      Ledgers.assertAddsUp(Ledgers.await(control, seen -> seen.connectionsOpen() == 0));
      assertThat(stub.stop()).hasSize(6);
      assertThat(stub.errors())
          .isEqualTo("gatherbench: the stub cannot accept: Too many open files\n");
    }
  }

  @Test
  void stubThatOthersReachIsWarnedOf() throws Exception {
    try (StubJvm stub = StubJvm.start(List.of(), "--host", "0.0.0.0")) {
      URI url = stub.url();
      try (Wire wire = new Wire(URI.create("http://127.0.0.1:" + url.getPort()))) {
        assertThat(wire.get("/todos/1").readResponse()).contains("200 OK");
      }
      stub.stop();
      assertThat(stub.errors())
          .startsWith("Warning: other machines can reach the stub on 0.0.0.0")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 99999            | --port is '99999'; allowed: a whole number from 0 to 65535",
        "--port x                | --port is 'x'; allowed: a whole number from 0 to 65535",
        "--port                  | --port is ''; allowed: a whole number from 0 to 65535",
        "--event-loops 0         | --event-loops is '0'; allowed: a whole number from 1 to 1024",
        "--max-concurrent-streams 0 | --max-concurrent-streams is '0'; allowed: a whole number from 1 to 1000000",
        "--transport carrier     | --transport is 'carrier'; allowed: auto, epoll, io_uring, kqueue, nio",
        "--bogus                 | argument of stub is '--bogus'; allowed: --host, --port, --event-loops, --transport, --tls, --max-concurrent-streams, --help",
        "--host 203.0.113.1      | --host is '203.0.113.1'; allowed: an address of this machine"
      })
  void unusableArgumentsAreOneLineAndExit2(String arguments, String message) throws Exception {
    try (StubJvm stub = StubJvm.start(List.of(), arguments.split(" "))) {
      assertThat(stub.status()).isEqualTo(2);
      assertThat(stub.errors())
          .startsWith("gatherbench: " + message)
          .endsWith("\n")
          .hasLineCount(1);
    }
  }

  @Test
  void transportOfAnotherSystemIsExit2() throws Exception {
    String foreign = System.getProperty("os.name").startsWith("Linux") ? "kqueue" : "epoll";
    try (StubJvm stub = StubJvm.start(List.of(), "--transport", foreign)) {
      assertThat(stub.status()).isEqualTo(2);
      assertThat(stub.errors())
          .startsWith("gatherbench: --transport is '" + foreign + "'; allowed: auto, ")
          .hasLineCount(1);
    }
  }

  @Test
  void portInUseIsExit2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        StubJvm stub = StubJvm.start(List.of(), "--port", "" + taken.getLocalPort())) {
      assertThat(stub.status()).isEqualTo(2);
      assertThat(stub.errors())
          .startsWith("gatherbench: --port is '" + taken.getLocalPort() + "'; allowed: a free port")
          .hasLineCount(1);
    }
  }

  @Test
  void helpNamesOptionsAndEndpoints() throws Exception {
    try (StubJvm stub = StubJvm.start(List.of(), "--help")) {
      assertThat(stub.status()).isZero();
      assertThat(stub.rest())
          .contains("--transport=NAME", "/v1/chat/completions", "slow-body", "lognormal");
      assertThat(stub.errors()).isEmpty();
    }
  }
}
