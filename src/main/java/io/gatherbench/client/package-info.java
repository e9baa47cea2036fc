/**
 * HTTP clients, one adapter a library, behind one small interface for blocking calls and one for
 * asynchronous ones. The adapters are set up alike, so that a comparison of strategies is not one
 * of default settings. This package uses nothing else of gatherbench.
 */
package io.gatherbench.client;
