/**
 * Turns the results of an iteration into rows, judged by the rule in {@code results}, and writes
 * them. It may use {@code results} and {@code strategy}.
 */
package io.gatherbench.run.record;
