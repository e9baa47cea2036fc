/** Finds JDKs, and finds out what they are. It may use {@code plan} and {@code results}. */
package io.gatherbench.run.jdk;
