package io.gatherbench.stub;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.fuzz.FuzzCase;
import io.gatherbench.stub.fuzz.FuzzClient;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A stub that is sent anything, and what must hold of it afterwards. */
final class FuzzedStub implements AutoCloseable {

  /** What the stub has logged, the empty text if nothing. */
  interface Log {
    String text() throws IOException;
  }

  private static final String TODO = new String(Todo.json(1), StandardCharsets.UTF_8);

  private final Log log;
  private final StubControl control;
  private final FuzzClient client;
  private final Wire neighbour;

  FuzzedStub(URI stub, Log log) throws IOException {
    this.log = log;
    control = new StubControl(stub);
    // Made now: to make it takes longer than a case may.
    control.certificate();
    client = new FuzzClient(stub);
    neighbour = new Wire(stub);
    neighbour.get("/todos/1").readResponse();
  }

  LedgerSnapshot ledger() throws IOException {
    return control.read();
  }

  /**
   * Sends cases, waits until the stub knows that their connections are closed, and returns what
   * does not hold then, or null.
   */
  String failure(List<FuzzCase> cases, Duration patience) {
    try {
      List<FuzzCase> unanswered = client.send(cases);
      LedgerSnapshot ledger = settled(patience);
      if (!isSettled(ledger)) {
        List<String> summary = ledger.summary().subList(0, 2);
        return "the ledger does not add up: " + summary + ", " + ledger.timers() + " timers";
      }
      if (!log.text().isEmpty()) {
        return "the stub logs " + log.text();
      }
      if (!unanswered.isEmpty()) {
        return unanswered.size() + " connections get no response, of them " + unanswered.get(0);
      }
      String response = neighbour.get("/todos/1").readResponse();
      return response.endsWith(TODO) ? null : "the neighbour gets " + response;
    } catch (IOException e) {
      return "the stub does not respond: " + e;
    }
  }

  private LedgerSnapshot settled(Duration patience) throws IOException {
    long start = System.nanoTime();
    LedgerSnapshot ledger = control.read();
    while (!isSettled(ledger) && System.nanoTime() - start < patience.toNanos()) {
      Thread.onSpinWait();
      ledger = control.read();
    }
    return ledger;
  }

  /** Returns true if each request has ended once, and only the neighbour's connection is open. */
  private static boolean isSettled(LedgerSnapshot ledger) {
    long ended = ledger.answered() + ledger.aborted() + ledger.broken();
    return ledger.inFlight() == 0
        && ledger.timers() == 0
        && ledger.connectionsOpen() == 1
        && ledger.requests() == ended;
  }

  @Override
  public void close() throws IOException {
    neighbour.close();
    client.close();
  }
}
