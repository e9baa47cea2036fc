/** What the stub saw: requests, peak in flight, connections, aborted requests, its lateness. */
package io.gatherbench.stub.ledger;
