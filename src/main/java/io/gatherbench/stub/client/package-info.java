/**
 * Clients of the stub: its control client, and the smallest client that a gather can have. It may
 * use {@code stub.ledger}.
 */
package io.gatherbench.stub.client;
