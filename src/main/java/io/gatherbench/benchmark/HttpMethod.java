package io.gatherbench.benchmark;

/** The methods of HTTP that the scenario of methods makes requests with. */
public enum HttpMethod {
  /** Reads a todo. */
  GET(false),
  /** Adds a todo. */
  POST(true),
  /** Replaces a todo. */
  PUT(true),
  /** Deletes a todo. */
  DELETE(false);

  private final boolean body;

  HttpMethod(boolean body) {
    this.body = body;
  }

  /** Whether requests carry a body. */
  boolean hasBody() {
    return body;
  }
}
