/**
 * Finds JDKs and asks them what they are and support. It may use {@code plan} and {@code results}.
 */
package io.gatherbench.run.jdk;
