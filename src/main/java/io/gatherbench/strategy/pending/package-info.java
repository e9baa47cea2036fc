/**
 * Requests that are started and not yet awaited, one class for each kind of client call. It may use
 * {@code client}.
 */
package io.gatherbench.strategy.pending;
