/** Generates what clients send to a stub, as they should and as they should not, and sends it. */
package io.gatherbench.stub.fuzz;
