package io.gatherbench.stub;

/** Takes the two times of a request that was read. */
interface RequestTimes {

  /**
   * @param readNanos when the request was decoded: its delay starts there, and so never ends early
   * @param batchNanos when the event loop woke up to read what had arrived, this request among it:
   *     its lateness starts there, and so contains the wait for the requests read before it
   */
  void set(long readNanos, long batchNanos);
}
