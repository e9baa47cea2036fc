/**
 * Makes a plan of a command line and JMH's benchmark list, and runs JMH as a library. It may use
 * {@code run.jdk}, {@code run.record}, {@code plan}, {@code results}, {@code results.output},
 * {@code strategy} and the stub's face.
 */
package io.gatherbench.run.jmh;
