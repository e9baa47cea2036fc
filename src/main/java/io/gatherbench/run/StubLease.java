package io.gatherbench.run;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one stub of a run: started and warmed here, or one that runs already, which stays running.
 * Closing ends only what was started.
 */
public final class StubLease implements AutoCloseable {

  private final StubProcess process;
  private final URI address;
  private final String description;

  private StubLease(StubProcess process, URI address, String description) {
    this.process = process;
    this.address = address;
    this.description = description;
  }

  /**
   * Uses the stub that a parameter names, or starts one and warms it.
   *
   * @param target the address of a stub that runs already; empty to start one
   * @throws UnusableInputException if no stub answers at the address, or none can be started
   */
  public static StubLease open(Optional<String> target) throws UnusableInputException {
    if (target.isPresent()) {
      LedgerSnapshot snapshot = check(target.get());
      String description = target.get() + " " + snapshot.stub();
      return new StubLease(null, URI.create(target.get()), description);
    }
    try {
      StubProcess process = StubProcess.startWarm();
      try {
        String identity = new StubControl(process.address()).read().stub();
        return new StubLease(process, process.address(), identity);
      } catch (IOException | RuntimeException e) {
        process.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableInputException("the stub cannot be started: " + e.getMessage());
    }
  }

  /**
   * Checks that a stub answers.
   *
   * @throws UnusableInputException if the target is no address, or no stub answers there
   */
  public static LedgerSnapshot check(String target) throws UnusableInputException {
    String allowed = "http://host:port of a running gatherbench stub";
    URI address;
    try {
      address = new URI(target);
    } catch (URISyntaxException e) {
      throw new UnusableInputException("target", target, allowed);
    }
    boolean plain =
        "http".equals(address.getScheme())
            && address.getHost() != null
            && address.getPort() > 0
            && address.getPort() < 65_536
            && address.getRawQuery() == null
            && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"));
    if (!plain) {
      throw new UnusableInputException("target", target, allowed);
    }
    try {
      return new StubControl(address).read();
    } catch (IOException e) {
      throw new UnusableInputException("target", target, allowed + " (" + e.getMessage() + ")");
    }
  }

  /**
   * Places a stub that was started here, and this process with its forks, on processors.
   *
   * @return the same stub, whose description says so
   * @throws UnusableInputException if the system cannot, or the stub was not started here
   */
  public StubLease placed(Pinning pinning) throws UnusableInputException {
    if (process == null) {
      if (!pinning.equals(Pinning.NONE)) {
        throw new UnusableInputException("--pin", pinning.toString(), "without a target");
      }
      return this;
    }
    pinning.apply(process.pid());
    return new StubLease(process, address, description + " " + pinning.description());
  }

  /** Returns the stub's address. */
  public URI address() {
    return address;
  }

  /** Returns the stub's description for the rows, with its address if it ran already. */
  public String description() {
    return description;
  }

  /** Returns the process id of a stub that was started here. */
  public OptionalLong pid() {
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  /** Returns the flag with the stub's address for forks; empty if their parameters have it. */
  public List<String> forkFlags() {
    return process == null
        ? List.of()
        : List.of("-D" + StubProcess.ADDRESS_PROPERTY + "=" + process.address());
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
