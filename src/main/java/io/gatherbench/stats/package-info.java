/**
 * Estimates, intervals, ratios, Holm's correction, looks and power: pure functions of numbers. It
 * uses nothing else of gatherbench.
 */
package io.gatherbench.stats;
