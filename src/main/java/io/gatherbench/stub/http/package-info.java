/**
 * HTTP/1.1 and HTTP/2 on the wire, with and without TLS. It may use {@code stub.exchange} and what
 * that may use.
 */
package io.gatherbench.stub.http;
