package io.gatherbench.benchmark;

/** The methods of HTTP that the scenario of methods makes requests with. */
public enum Method {
  /** Reads a todo. */
  GET(false),
  /** Adds a todo. */
  POST(true),
  /** Replaces a todo. */
  PUT(true),
  /** Deletes a todo. */
  DELETE(false);

  private final boolean body;

  Method(boolean body) {
    this.body = body;
  }

  /** Whether requests carry a body. */
  boolean hasBody() {
    return body;
  }
}
