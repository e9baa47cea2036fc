package io.gatherbench.run;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.stub.HttpUrl;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The one stub of a run; closing leaves one that ran already, whose process is null, running.
 *
 * @param processors those that this process had before it was pinned; empty if it was not
 */
record StubLease(StubProcess process, URI address, String description, String processors)
    implements AutoCloseable {

  /** The stub of runs that need none, because no benchmark of gatherbench's takes part. */
  static final StubLease NONE =
      new StubLease(null, null, "none: the work of another jar's benchmarks is not proved", "");

  /** Uses the stub at the target, or starts and warms one and pins it and this process. */
  static StubLease open(Optional<String> target, Pinning pinning) throws UnusableInputException {
    if (target.isPresent()) {
      if (!pinning.equals(Pinning.NONE)) {
        throw new UnusableInputException("--pin or --cpus", pinning.toString(), "without a target");
      }
      String identity = check(target.get()).stub();
      URI address = HttpUrl.parse(target.get());
      return new StubLease(null, address, address + " " + identity, "");
    }
    try {
      StubProcess process = StubProcess.startWarm();
      try {
        String identity = new StubControl(process.address()).read().stub();
        String before = pinning.apply(process.pid());
        String description = identity + " " + pinning.description();
        return new StubLease(process, process.address(), description, before);
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
    String trouble;
    try {
      URI address = HttpUrl.parse(target);
      trouble = trouble(address);
      if (trouble.isEmpty()) {
        return new StubControl(address).read();
      }
    } catch (UnknownHostException e) {
      trouble = "there is no such host";
    } catch (IOException | IllegalArgumentException e) {
      trouble = e.getMessage();
    }
    throw new UnusableInputException(
        "target", target, "http://host:port of a running gatherbench stub (" + trouble + ")");
  }

  private static String trouble(URI address) {
    if (!address.getScheme().equals("http")) {
      return "https is chosen by the protocol, -p protocol=HTTPS_1_1 or H2";
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
    try {
      Pinning.restore(processors);
    } catch (UnusableInputException e) {
      throw new IllegalStateException("what was pinned cannot be released", e);
    }
  }
}
