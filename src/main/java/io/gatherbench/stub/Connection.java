package io.gatherbench.stub;

/**
 * What the ledger knows of one connection: whether it counts. Used on its event loop only.
 *
 * <p>A connection counts from its first bytes, over TLS from its handshake; one that carries
 * nothing but requests to the ledger does not count.
 */
final class Connection {

  private final LoopLedger ledger;
  private boolean counted;
  private int countedIn;
  private boolean used;

  Connection(LoopLedger ledger) {
    this.ledger = ledger;
    count();
  }

  /** It has carried a request, other than for the ledger. */
  void carried() {
    if (!counted) {
      count();
    }
    used = true;
  }

  /** It has carried a request for the ledger. */
  void askedForLedger() {
    if (counted && !used) {
      counted = false;
      ledger.connectionIsControl(countedIn);
    }
  }

  /** It is closed. */
  void closed() {
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
