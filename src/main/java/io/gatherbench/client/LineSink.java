package io.gatherbench.client;

/**
 * Takes the body of an answer line by line, each as it arrives. Called by one thread at a time,
 * with the lines in their order; it must not block, because the thread may be an event loop's.
 */
@FunctionalInterface
public interface LineSink {

  /**
   * @param line without its end
   */
  void line(String line);
}
