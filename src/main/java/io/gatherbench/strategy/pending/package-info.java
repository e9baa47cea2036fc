/**
 * Requests that are started and not yet awaited, one class a strategy. It may use {@code client}.
 */
package io.gatherbench.strategy.pending;
