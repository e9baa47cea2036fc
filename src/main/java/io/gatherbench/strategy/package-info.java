/**
 * Ways of executing a gather, each written as its users would write it, and the enum that names
 * them. It may use {@code strategy.pending} and {@code client}; only the enum names libraries.
 */
package io.gatherbench.strategy;
