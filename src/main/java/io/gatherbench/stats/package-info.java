/** Estimates, intervals, ratios, Holm's correction and power: pure functions of numbers. */
package io.gatherbench.stats;
