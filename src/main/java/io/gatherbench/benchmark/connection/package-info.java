/**
 * Questions about opening connections, one JMH class each. It may use what {@code benchmark} may
 * use.
 */
package io.gatherbench.benchmark.connection;
