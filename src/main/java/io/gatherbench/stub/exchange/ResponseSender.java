package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.PreparedResponse.Head;
import io.gatherbench.stub.message.PreparedResponse.Streamed;
import io.gatherbench.stub.message.PreparedResponse.Whole;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.ResponseWriter;

/**
 * Writes responses that are due: at once, in items, or with the fault that the request asks for.
 */
final class ResponseSender {

  /** A response with this status has no content, RFC 9110, 15.3.6. */
  private static final int RESET_CONTENT = 205;

  /** A longer body or item is written in parts, because the client may not read it. */
  static final int MAX_ITEM_BYTES = 1 << 16;

  private ResponseSender() {}

  static void send(Exchange exchange, PreparedResponse prepared) {
    ResponseOptions options = exchange.options();
    Fault fault = options.fault();
    if (fault != null
        && (!fault.isSelective() || fault.affects(options.seed(), exchange.number()))) {
      FaultInjector.inject(exchange, fault.kind(), prepared);
    } else if (prepared instanceof Whole whole) {
      send(exchange, whole);
    } else if (prepared instanceof Streamed streamed) {
      exchange.writeItems(streamed, streamed.items());
    }
  }

  private static void send(Exchange exchange, Whole whole) {
    ResponseWriter response = exchange.response;
    int size = size(exchange, whole);
    if (size > MAX_ITEM_BYTES || size > 0 && response.isFull()) {
      int items = (size + MAX_ITEM_BYTES - 1) / MAX_ITEM_BYTES;
      exchange.writeItems(whole.inItems(items, size, size), items);
      return;
    }
    Bytes stated = whole.body();
    Bytes body = size == stated.length() ? stated : stated.paddedSlice(0, size);
    Head head = head(exchange, whole.head());
    long late = exchange.lateNanos();
    exchange.responding(head, late);
    response.write(head, late, body);
  }

  /** Returns a head with the status that the request asks for. */
  static Head head(Exchange exchange, Head stated) {
    int status = exchange.options().status();
    return status == ResponseOptions.UNSTATED ? stated : stated.withStatus(status);
  }

  /** Returns the size of the body that the request asks for. */
  static int size(Exchange exchange, Whole whole) {
    if (head(exchange, whole.head()).status() == RESET_CONTENT) {
      return 0;
    }
    int size = exchange.options().bytes();
    return size == ResponseOptions.UNSTATED ? whole.body().length() : size;
  }
}
