package io.gatherbench.strategy.pending;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;

/** The end of one request of a gather. */
public sealed interface RequestOutcome {

  /** A response with a status of success. */
  record Answered(Response response) implements RequestOutcome {}

  /** No response, one without success, or a cancelled request. */
  record Failed(RequestFailedException failure) implements RequestOutcome {}
}
