package io.gatherbench.benchmark;

/** How long a client is used. */
public enum ClientLifetime {
  /** One client for everything. */
  ALL,
  /** A new client for each gather. */
  GATHER,
  /** A new client for each request. */
  REQUEST
}
