/**
 * What {@code load} needs alone: the plans of a search and of measurements at equal rates, and
 * their answer in sentences. It may use {@code run}, {@code report} and what is below them.
 */
package io.gatherbench.load;
