/**
 * Contracts of HTTP clients: blocking and asynchronous calls, the requests and responses that both
 * exchange, and the executors that they run on. {@link ClientProvider} is where clients of others
 * come in. It uses no other package of gatherbench.
 */
package io.gatherbench.client;
