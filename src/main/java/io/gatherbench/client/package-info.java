/**
 * Contracts of HTTP clients: blocking and asynchronous calls, and the requests and responses that
 * both exchange. It uses no other package of gatherbench.
 */
package io.gatherbench.client;
