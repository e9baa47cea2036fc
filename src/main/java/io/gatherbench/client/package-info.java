/**
 * Contracts for HTTP clients: blocking calls, asynchronous calls, and what both exchange. It uses
 * nothing else of gatherbench.
 */
package io.gatherbench.client;
