/**
 * Turns rows into cells and cells into verdicts, and holds the stopping rules of a plan. It may use
 * {@code stats}, {@code results} and {@code plan}.
 */
package io.gatherbench.compare;
