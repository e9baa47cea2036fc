/** Finds JDKs and reads their properties and flags. It may use {@code plan} and {@code results}. */
package io.gatherbench.run.jdk;
