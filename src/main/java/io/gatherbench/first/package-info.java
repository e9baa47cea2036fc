/**
 * What {@code first} needs alone: the program that is started cold, its plan, how it is timed from
 * outside, and what the times say. It may use {@code run}, {@code report} and what is below them.
 */
package io.gatherbench.first;
