package io.gatherbench.client;

/**
 * One HTTP GET to make. Immutable.
 *
 * @param target path and query, for example {@code /todos/1?latency=10ms}
 */
public record Request(String target) {}
