/**
 * Running benchmarks: what to run, on which JDK, in which order, and turning what JMH reports into
 * rows with a verdict. Benchmarks are known here by name only.
 */
package io.gatherbench.run;
