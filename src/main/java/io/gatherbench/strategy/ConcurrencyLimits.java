package io.gatherbench.strategy;

/** The limits, each 1 or more, of {@link Strategy#THREAD_POOL} and of the BOUNDED strategies. */
public record ConcurrencyLimits(int poolSize, int maxInFlight) {}
