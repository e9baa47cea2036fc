/**
 * The questions: one JMH class each, with bodies of a few lines. What they need is in {@code
 * fixture}.
 */
package io.gatherbench.benchmark;
