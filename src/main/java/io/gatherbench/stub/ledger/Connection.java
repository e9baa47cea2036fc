package io.gatherbench.stub.ledger;

/**
 * Decides for one connection whether it counts. It counts from its first bytes; one that carries
 * nothing but requests for the ledger does not count. Used on its event loop only.
 */
public final class Connection {

  private final LoopLedger ledger;
  private boolean counted;
  private int epoch;
  private boolean used;

  public Connection(LoopLedger ledger) {
    this.ledger = ledger;
    count();
  }

  /** Records that it carries a request. */
  public void carriesRequest(boolean forLedger) {
    if (!forLedger) {
      used = true;
      if (!counted) {
        count();
      }
    } else if (counted && !used) {
      counted = false;
      ledger.connectionNotCounted(epoch);
    }
  }

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
