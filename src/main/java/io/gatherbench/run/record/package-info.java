/**
 * Turns the results of an iteration into rows and decides whether they are valid. It may use {@code
 * plan} and {@code results}.
 */
package io.gatherbench.run.record;
