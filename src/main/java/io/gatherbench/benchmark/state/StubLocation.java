package io.gatherbench.benchmark.state;

import io.gatherbench.stub.StubProcess;
import java.io.IOException;
import java.net.URI;

/**
 * The stub of a fork. A run starts one stub for all of its forks and names it in a system property;
 * a benchmark started without a run, from an IDE for example, starts its own.
 */
final class StubLocation implements AutoCloseable {

  private final URI address;
  private final StubProcess own;

  private StubLocation(URI address, StubProcess own) {
    this.address = address;
    this.own = own;
  }

  /**
   * Finds the stub, or starts one.
   *
   * @param target the stub's address, or empty
   */
  static StubLocation find(String target) throws IOException {
    String given = target.isEmpty() ? System.getProperty(StubProcess.ADDRESS_PROPERTY) : target;
    if (given != null) {
      return new StubLocation(URI.create(given), null);
    }
    StubProcess stub = StubProcess.startWarm();
    return new StubLocation(stub.address(), stub);
  }

  URI address() {
    return address;
  }

  /** Stops the stub if it was started here. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
