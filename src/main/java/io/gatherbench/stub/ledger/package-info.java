/**
 * What the stub saw: requests, peak in flight, connections, aborted requests, its own lateness. It
 * may use {@code stub.delay} and {@code stub.message}.
 */
package io.gatherbench.stub.ledger;
