/**
 * Statistics over rows. The fork is the sampling unit: iterations of one JVM are not independent of
 * each other, and intervals that pool them are far too narrow. Two profiles are compared here as
 * well, by what each method costs a request.
 */
package io.gatherbench.compare;
