/** The face of the stub server: its options, and starting it in this process or another. */
package io.gatherbench.stub;
