package io.gatherbench.stub.ledger;

/**
 * Decides for one connection whether it counts. It counts from its first bytes, over TLS from its
 * handshake; one that carries nothing but requests for the ledger does not count. Used on its event
 * loop only.
 */
public final class Connection {

  private final LoopLedger ledger;
  private boolean counted;
  private int epoch;
  private boolean used;

  /** Counts a connection that has been accepted. */
  public Connection(LoopLedger ledger) {
    this.ledger = ledger;
    count();
  }

  /** Records that it carries a request, other than for the ledger. */
  public void carriesRequest() {
    if (!counted) {
      count();
    }
    used = true;
  }

  /** Records that it carries a request for the ledger. */
  public void carriesLedgerRequest() {
    if (counted && !used) {
      counted = false;
      ledger.connectionNotCounted(epoch);
    }
  }

  /** Records that it is closed. */
  public void closed() {
    if (counted) {
      counted = false;
      ledger.connectionClosed();
    }
  }

  private void count() {
    counted = true;
    epoch = ledger.connectionOpened();
  }
}
