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
import java.util.OptionalInt;

/** The one stub of a run; closing leaves one that ran already, whose process is null, running. */
record StubLease(StubProcess process, URI address, String description) implements AutoCloseable {

  /** Uses the stub at the target, or starts and warms one and pins it and this process. */
  static StubLease open(Optional<String> target, Pinning pinning) throws UnusableInputException {
    if (target.isPresent()) {
      if (!pinning.equals(Pinning.NONE)) {
        throw new UnusableInputException("--pin", pinning.toString(), "without a target");
      }
      String description = target.get() + " " + check(target.get()).stub();
      return new StubLease(null, URI.create(target.get()), description);
    }
    try {
      StubProcess process = StubProcess.startWarm();
      try {
        String identity = new StubControl(process.address()).read().stub();
        pinning.apply(process.pid());
        return new StubLease(process, process.address(), identity + " " + pinning.description());
      } catch (IOException | UnusableInputException | RuntimeException e) {
        process.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableInputException("the stub cannot be started: " + e.getMessage());
    }
  }

  /** Returns the ledger of the stub at the target; throws if none answers. */
  static LedgerSnapshot check(String target) throws UnusableInputException {
    String allowed = "http://host:port of a running gatherbench stub";
    try {
      URI address = new URI(target);
      if ("http".equals(address.getScheme())
          && address.getHost() != null
          && address.getPort() > 0
          && address.getPort() < 65_536
          && address.getRawQuery() == null
          && address.getRawPath().matches("/?")) {
        return new StubControl(address).read();
      }
    } catch (IOException e) {
      allowed += " (" + e.getMessage() + ")";
    } catch (URISyntaxException e) {
      // As bad as an address of another form.
    }
    boolean only = address.getRawQuery() == null && address.getRawPath().matches("/?");
    return address.getPort() < 0 ? "the port is missing" : only ? "" : "nothing after the port";
  }

  /** Returns how the stub that this run started has died; empty while it runs. */
  Optional<String> death() {
    OptionalInt status = process == null ? OptionalInt.empty() : process.died();
    return status.isPresent()
        ? Optional.of("the stub has died with exit status " + status.getAsInt())
        : Optional.empty();
  }

  OptionalLong pid() {
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  /** Returns the flag with the stub's address for forks; empty if their parameters have it. */
  List<String> forkFlags() {
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
