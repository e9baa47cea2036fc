/**
 * A request as it came in and a response as an endpoint prepares it, without the protocol. It may
 * use {@code stub.delay}.
 */
package io.gatherbench.stub.message;
