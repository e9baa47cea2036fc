package io.gatherbench.client;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * An HTTP request to send. Immutable.
 *
 * @param target path and query, or a whole URL for a server other than that of the {@link
 *     ClientSettings}
 * @param headers sent in this order, after those that every request carries; one named {@code
 *     Accept} or {@code User-Agent} replaces these
 * @param body text, sent as UTF-8; empty for none
 */
public record Request(String method, String target, List<Header> headers, String body) {

  /** A header, with the name as it goes onto the wire and a value of one line. */
  public record Header(String name, String value) {}

  public Request {
    headers = List.copyOf(headers);
  }

  /** Creates a GET without headers of its own. */
  public Request(String target) {
    this("GET", target, List.of(), "");
  }

  /** Returns whether the target is a whole URL. */
  public boolean hasOwnServer() {
    return !target.startsWith("/");
  }

  /** Passes on all headers to send; a later one replaces an earlier one of the same name. */
  public void forEachHeader(BiConsumer<String, String> set) {
    set.accept("User-Agent", "gatherbench");
    set.accept("Accept", "application/json");
    for (Header header : headers) {
      set.accept(header.name(), header.value());
    }
  }
}
