/** The routes of the stub and what each responds. */
package io.gatherbench.stub.endpoint;
