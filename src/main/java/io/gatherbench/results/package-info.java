/**
 * The measured row, the metrics and what makes a row valid, and readers and writers of rows. It
 * also describes the machine and the environment. This package uses nothing else of gatherbench.
 */
package io.gatherbench.results;
