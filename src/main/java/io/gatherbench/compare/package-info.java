/**
 * Statistics over rows. The fork is the sampling unit: iterations of one JVM are not independent of
 * each other, and intervals that pool them are far too narrow.
 */
package io.gatherbench.compare;
