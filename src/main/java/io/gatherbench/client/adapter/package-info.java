/**
 * HTTP clients, one adapter a library, with equal settings so that a comparison of strategies is
 * not one of defaults. It may use {@code client}.
 */
package io.gatherbench.client.adapter;
