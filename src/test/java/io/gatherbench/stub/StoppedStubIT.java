package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A stub whose process is stopped for a while. */
class StoppedStubIT {

  private static final long STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

  @Test
  void timeWithoutTheStubIsItsLag() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "it takes kill(1) to stop a process");
    try (StubProcess stub = StubProcess.start()) {
      StubControl control = new StubControl(stub.address());
      control.reset();
      long start = System.nanoTime();
      kill("-STOP", stub.pid());
      for (long left = STOP_NANOS; left > 0; left = start + STOP_NANOS - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      kill("-CONT", stub.pid());
      LedgerSnapshot seen = Ledgers.await(control, ledger -> ledger.lagShare() > 0.1);
      assertThat(seen.loops().get(0).lag().max()).isGreaterThan(STOP_NANOS / 2);
      assertThat(seen.lagShare()).isLessThanOrEqualTo(1);
    }
  }

  private static void kill(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("/bin/kill", signal, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }
}
