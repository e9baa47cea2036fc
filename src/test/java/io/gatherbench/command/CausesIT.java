package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.StubTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else than the strategy made the number of a real fork: planted causes, each by its name. */
class CausesIT {

  private static final String COMPILER = "the compiler was still at work";
  private static final String STUB = "the stub was late by over 20 % of the time";

  @TempDir Path folder;

  @Test
  void aForkThatStillCompilesSaysSo() throws Exception {
    Ended ended = gather("THREAD_POOL", "-p", "requests=64", "-p", "warmUpRequests=1", "-wi", "0");
    assertThat(ended.out()).contains(COMPILER).doesNotContain("though it had a processor");
  }

  @Test
  void aStubThatIsLateIsNamed() throws Exception {
    StubOptions late =
        new StubOptions(
            StubOptions.LOOPBACK, 0, 1, StubTransport.AUTO, false, Duration.ofMillis(8));
    try (StubServer stub = new StubServer(late)) {
      String target = "target=http://127.0.0.1:" + stub.port();
      Ended ended = gather("EVENT_LOOP", "-p", "requests=16", "-p", target, "-wi", "1");
      assertThat(ended.out()).contains(STUB).doesNotContain(COMPILER);
    }
  }

  private Ended gather(String strategy, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("Gather", "-p", "strategy=" + strategy, "-f", "1"));
    words.addAll(List.of("-w", "300ms", "-i", "4", "-r", "500ms"));
    words.addAll(List.of(more));
    try (JarProcess jar = JarProcess.start(folder, words)) {
      Ended ended = jar.end();
      assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
      return ended;
    }
  }
}
