package io.gatherbench.strategy;

/**
 * The limits of the strategies that have one; the others ignore it.
 *
 * @param poolSize threads in the pool of {@link Strategy#THREAD_POOL}, 1 or more
 * @param maxInFlight limit of requests in flight of the {@code BOUNDED} strategies, 1 or more
 */
public record ConcurrencyLimits(int poolSize, int maxInFlight) {}
