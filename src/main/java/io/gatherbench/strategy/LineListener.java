package io.gatherbench.strategy;

/**
 * Takes the answers of several requests line by line, each line as it arrives. The lines of one
 * answer come in their order and one at a time; lines of different answers may come at once, on
 * different threads, some of them event loops: it must not block.
 */
@FunctionalInterface
public interface LineListener {

  /**
   * @param request the place of the request in its gather, from 0
   * @param line without its end
   */
  void line(int request, String line);
}
