/**
 * The server that every measurement talks to: it answers after a latency that it is told and keeps
 * a ledger of what it saw. It runs in a process of its own, which {@link
 * io.gatherbench.stub.StubProcess} starts, and uses nothing else of gatherbench.
 */
package io.gatherbench.stub;
