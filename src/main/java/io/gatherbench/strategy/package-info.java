/**
 * Ways of executing a gather: one class a strategy, each written as its users would write it, and
 * the enum that names them. A strategy does not know which library carries its requests.
 */
package io.gatherbench.strategy;
