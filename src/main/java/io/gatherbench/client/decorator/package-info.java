/** Clients that do something around each request of another client. It may use {@code client}. */
package io.gatherbench.client.decorator;
