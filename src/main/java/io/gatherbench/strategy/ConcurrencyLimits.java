package io.gatherbench.strategy;

/**
 * What bounds the overlap of the strategies that have a bound; the others ignore it.
 *
 * @param poolSize threads in the pool of {@link Strategy#THREAD_POOL}, 1 or more
 * @param maxInFlight the most requests in flight of the bounded strategies, 1 or more
 */
public record ConcurrencyLimits(int poolSize, int maxInFlight) {}
