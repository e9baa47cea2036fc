/** Latencies and the timers that keep them. It uses nothing else of gatherbench. */
package io.gatherbench.stub.delay;
