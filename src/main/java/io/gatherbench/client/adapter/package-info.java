/**
 * HTTP clients by name: one adapter a library, with equal settings so that a comparison of
 * strategies is not one of defaults, and those that the class path brings. It may use {@code
 * client}.
 */
package io.gatherbench.client.adapter;
