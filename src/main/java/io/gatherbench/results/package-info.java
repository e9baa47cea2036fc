/**
 * The measured row, the metrics and what makes a row valid, and readers and writers of rows. It
 * also describes the machine and the environment. This package uses {@code results.output} alone.
 */
package io.gatherbench.results;
