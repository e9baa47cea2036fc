package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.ledger.LoopLedger;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Readings of the ledger for the requests of one event loop. Requests share one that begins after
 * they were read, as long as this loop has counted nothing since. Used on that loop only.
 */
final class LedgerReadings {

  private final SharedState shared;
  private final LoopLedger ownPart;
  private final Executor later;
  private CompletableFuture<Bytes> last;
  private boolean begun;
  private long begunNanos;
  private long state;

  /** Creates readings; {@code later} runs what it is given after other requests had their turn. */
  LedgerReadings(SharedState shared, LoopLedger ownPart, Executor later) {
    this.shared = shared;
    this.ownPart = ownPart;
    this.later = later;
  }

  /** Gives a reading to an exchange, and resets the ledger if the request asks for that. */
  void respond(Exchange exchange, IncomingRequest request, long readNanos)
      throws BadRequestException {
    boolean reset = request.method().equals(HttpMethod.DELETE);
    String origin = request.foreignOrigin();
    if (reset && origin != null) {
      throw new BadRequestException(403, "origin", origin, "none, or the stub's own");
    }
    CompletableFuture<Bytes> reading =
        reset ? shared.reset().thenApply(LedgerReadings::json) : after(readNanos);
    reading.whenCompleteAsync(exchange::ledgerRead, later);
  }

  /** Returns a reading that begins after that {@code nanoTime}. */
  private CompletableFuture<Bytes> after(long nanos) {
    boolean fits = last != null && (!begun || begunNanos - nanos >= 0 && state == ownPart.state());
    if (!fits) {
      begun = false;
      last =
          CompletableFuture.runAsync(this::begin, later)
              .thenCompose(nothing -> shared.ledger().read(false))
              .thenApply(LedgerReadings::json);
    }
    return last;
  }

  private void begin() {
    begun = true;
    begunNanos = System.nanoTime();
    state = ownPart.state();
  }

  private static Bytes json(LedgerSnapshot seen) {
    return Bytes.of(seen.toJson());
  }
}
