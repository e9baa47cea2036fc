/** Clients of the stub: its control client, and the smallest client that a gather can have. */
package io.gatherbench.stub.client;
