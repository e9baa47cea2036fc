/**
 * What {@code load} needs alone: the plans of a search and of measurements at equal rates, their
 * table and their picture. It may use {@code run}, {@code report} and what is below them.
 */
package io.gatherbench.load;
