package io.gatherbench.stub.exchange;

import java.util.Arrays;
import java.util.List;

/** The routes of one event loop. Immutable. */
public final class Routes {

  private final Route[] table;
  private final Route other;

  /**
   * Creates the table.
   *
   * @param table the routes by index; the last one matches whatever no other does
   */
  public Routes(List<Route> table) {
    this.table = table.toArray(Route[]::new);
    this.other = table.get(table.size() - 1);
  }

  /** Returns the first route that matches a path. */
  Route of(String path) {
    for (Route route : table) {
      if (route.matches(path)) {
        return route;
      }
    }
    return other;
  }

  /** Returns the route of whatever is not there, and of requests that cannot be read. */
  Route other() {
    return other;
  }

  List<String> labels() {
    return Arrays.stream(table).map(Route::label).toList();
  }
}
