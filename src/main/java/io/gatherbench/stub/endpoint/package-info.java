/**
 * The routes of the stub and what each responds. It may use {@code stub.exchange} and what that may
 * use.
 */
package io.gatherbench.stub.endpoint;
