package io.gatherbench.stub;

import java.io.IOException;

/**
 * The entry point of {@link StubProcess}. It prints its URL when it is ready, and ends when its
 * standard input does: the kernel closes that pipe with the process at the other end, however that
 * dies, so that no stub outlives its run.
 */
final class StubMain {

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
    // Nothing may keep this process alive once its run has ended.
    System.exit(0);
  }
}
