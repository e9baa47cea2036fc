/**
 * One gather, request by request, and whether all strategies received the same responses. Only
 * {@code command} uses it.
 */
package io.gatherbench.trace;
