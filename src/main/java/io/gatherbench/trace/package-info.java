/**
 * One gather with each strategy, request by request, and whether all strategies received the same
 * responses. Only {@code command} uses it. It may use strategies, clients and the reports.
 */
package io.gatherbench.trace;
