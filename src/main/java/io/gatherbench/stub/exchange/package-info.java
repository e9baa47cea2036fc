/** One request, from its arrival to the last byte of its response, on its event loop. */
package io.gatherbench.stub.exchange;
