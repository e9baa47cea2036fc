package io.gatherbench.benchmark.state;

import io.gatherbench.stub.StubProcess;
import java.io.IOException;
import java.net.URI;

/**
 * The stub that a fork talks to: the one it was told of, or its own. A run starts one stub for all
 * of its forks and names it in a system property; a benchmark started without a run, from an IDE
 * say, starts its own and stops it at the end.
 */
final class StubLocation implements AutoCloseable {

  private final URI address;
  private final StubProcess own;

  private StubLocation(URI address, StubProcess own) {
    this.address = address;
    this.own = own;
  }

  /**
   * @param target the stub's address, or empty for the run's stub, or a stub of one's own
   */
  static StubLocation find(String target) throws IOException {
    if (!target.isEmpty()) {
      return new StubLocation(URI.create(target), null);
    }
    String handedOver = System.getProperty(StubProcess.ADDRESS_PROPERTY);
    if (handedOver != null) {
      return new StubLocation(URI.create(handedOver), null);
    }
    StubProcess stub = StubProcess.startWarm();
    return new StubLocation(stub.address(), stub);
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
