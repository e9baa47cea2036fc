/**
 * Turns the results of an iteration into rows and decides whether they are valid. It may use {@code
 * results} and {@code strategy}.
 */
package io.gatherbench.run.record;
