package io.gatherbench.stub;

import java.io.IOException;

/**
 * Entry point of the stub's own process, as {@link StubProcess} starts it. It prints its URL when
 * it is ready and ends when its standard input does: the kernel closes that pipe with the process
 * that holds the other end, however that process dies, so that no stub outlives its run.
 */
public final class StubMain {

  private StubMain() {}

  /** Serves on a free loopback port until standard input ends. Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    StubTuning.apply();
    try (StubServer server = new StubServer(StubOptions.forRun())) {
      System.out.println(server.address());
      while (System.in.read() >= 0) {
        continue;
      }
    }
    // The server has ended its threads; nothing may keep this process once its run is gone.
    System.exit(0);
  }
}
