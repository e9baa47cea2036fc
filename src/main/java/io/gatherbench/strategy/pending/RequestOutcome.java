package io.gatherbench.strategy.pending;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;

/** How one request of a gather ended. */
public sealed interface RequestOutcome {

  /** It was answered. */
  record Answered(Response response) implements RequestOutcome {}

  /** It was not, or not with success, or it was cancelled. */
  record Failed(RequestFailedException failure) implements RequestOutcome {}
}
