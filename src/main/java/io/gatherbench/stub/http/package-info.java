/** HTTP/1.1 and HTTP/2 on the wire, with and without TLS. */
package io.gatherbench.stub.http;
