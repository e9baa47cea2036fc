/**
 * The measured row: its columns, writing and reading it, the machine that it was measured on, and
 * the folder that it lies in. This package uses nothing else of gatherbench.
 */
package io.gatherbench.results;
