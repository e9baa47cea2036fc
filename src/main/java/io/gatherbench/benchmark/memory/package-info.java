/**
 * The question of what a request that waits keeps in memory, as JMH classes. It may use what {@code
 * benchmark} may use.
 */
package io.gatherbench.benchmark.memory;
