package io.gatherbench.client.adapter;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;

/** An HTTP client by its name, one of gatherbench's or one that the class path brings. */
public interface NamedClient {

  /** Returns the name, as in {@code -p client=} and in the rows. */
  String name();

  /** Returns whether the library speaks a protocol. */
  boolean speaks(Protocol protocol);

  /** Returns whether the executor inside the library can be chosen. */
  default boolean takesExecutor() {
    return false;
  }

  /** Returns an opener of the library's clients with these settings. */
  ClientOpener opener(ClientSettings settings);
}
