/**
 * Writes files whole or not at all, and has the error for output that cannot be written. It uses
 * nothing of ours.
 */
package io.gatherbench.results.output;
