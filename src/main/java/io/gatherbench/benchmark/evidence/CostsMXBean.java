package io.gatherbench.benchmark.evidence;

/**
 * Where a fixture says when the work of an iteration begins and ends, so that what it costs is
 * counted without the fixture's own steps before and after. A management bean for the reason that
 * {@link WorkMXBean} is one.
 */
public interface CostsMXBean {

  /** The names under which those are found, while an iteration runs, that want to know. */
  String NAMES = "io.gatherbench:type=Costs,name=*";

  /** Soon the first operation follows: time for what takes long to read. */
  void prepare();

  /** The first operation of the iteration follows; called by the thread that called prepare. */
  void begin();

  /** The last operation of the iteration is over. */
  void end();

  /**
   * Time again for what takes long to read; called by the thread that called end.
   *
   * @param requests how many requests the operations sent
   */
  void collect(long requests);
}
