/**
 * Ways of executing a gather, each written as its users would write it, and the enum that names
 * them. It may use {@code strategy.pending} and {@code client}; of libraries it knows no more than
 * their names.
 */
package io.gatherbench.strategy;
