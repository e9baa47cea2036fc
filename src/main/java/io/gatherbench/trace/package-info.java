/**
 * One gather with each strategy, request by request, and whether all strategies received the same
 * responses. Only {@code command} uses it. It may use strategies, clients, the reports, {@code
 * results} and the stub's face.
 */
package io.gatherbench.trace;
