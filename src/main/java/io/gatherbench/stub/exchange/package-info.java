/**
 * One request from its arrival to the last byte of its response, on the event loop that owns it. It
 * may use {@code stub.ledger}, {@code stub.message} and {@code stub.delay}.
 */
package io.gatherbench.stub.exchange;
