package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;

/** Responds to the requests of one route. Called on event loops; must not block. */
public interface Endpoint {

  /**
   * Starts an exchange, which ends later.
   *
   * @throws BadRequestException if the request cannot be answered as asked
   */
  void handle(Exchange exchange) throws BadRequestException;
}
