/**
 * Finds JDKs and reads their properties and flags, and what they see of the machine. It may use
 * {@code plan} and {@code results}.
 */
package io.gatherbench.run.jdk;
