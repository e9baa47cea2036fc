/**
 * Clients that add something to each request of another client, or that make the response
 * themselves. It may use {@code client}.
 */
package io.gatherbench.client.decorator;
