/**
 * Flame graphs and hot methods: one run with a profiler in each fork, and its views. Only {@code
 * command} uses it. It may use the runner, the reports and what lies below them.
 */
package io.gatherbench.profile;
