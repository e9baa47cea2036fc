/** The measured row, its metrics, validity, readers and writers, and the machine it is from. */
package io.gatherbench.results;
