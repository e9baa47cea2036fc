package io.gatherbench.stub.ledger;

/**
 * What the ledger knows of one connection: whether it counts. Used on its event loop only.
 *
 * <p>A connection counts from its first bytes, over TLS from its handshake; one that carries
 * nothing but requests to the ledger does not count.
 */
public final class Connection {

  private final LoopLedger ledger;
  private boolean counted;
  private int countedIn;
  private boolean used;

  public Connection(LoopLedger ledger) {
    this.ledger = ledger;
    count();
  }

  /** It has carried a request, other than for the ledger. */
  public void carried() {
    if (!counted) {
      count();
    }
    used = true;
  }

  /** It has carried a request for the ledger. */
  public void askedForLedger() {
    if (counted && !used) {
      counted = false;
      ledger.connectionIsControl(countedIn);
    }
  }

  /** It is closed. */
  public void closed() {
    if (counted) {
      counted = false;
      ledger.connectionClosed();
    }
  }

  private void count() {
    counted = true;
    countedIn = ledger.connectionOpened();
  }
}
