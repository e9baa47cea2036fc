/**
 * HTTP clients, one adapter a library, set up alike so that a comparison of strategies is not one
 * of default settings. It may use {@code client}.
 */
package io.gatherbench.client.adapter;
