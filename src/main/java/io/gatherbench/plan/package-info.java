/**
 * What a run executes, as data: cells, variants, rounds and their order. It knows no JMH, has no
 * side effects, and may use {@code results} and {@code results.output} only.
 */
package io.gatherbench.plan;
