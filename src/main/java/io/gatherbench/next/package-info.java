/**
 * The plan {@code next}: what changes from one JDK to the next, as runs of other commands, and the
 * page of all their verdicts.
 */
package io.gatherbench.next;
