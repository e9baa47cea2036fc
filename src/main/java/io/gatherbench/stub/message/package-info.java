/** A request as it came in and a response as an endpoint prepares it, without the protocol. */
package io.gatherbench.stub.message;
