/**
 * Flame graphs and hot methods of cells: one run with a profiler in each fork, and its views. Only
 * {@code command} uses it.
 */
package io.gatherbench.profile;
