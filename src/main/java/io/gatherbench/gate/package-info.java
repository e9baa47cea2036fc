/**
 * Comparisons of files and of plans, and the gates that judge them: what {@code compare}, {@code
 * gate} and {@code jdks} share. It may use {@code run}, {@code report.comparison}, {@code compare},
 * {@code results} and {@code results.file}.
 */
package io.gatherbench.gate;
