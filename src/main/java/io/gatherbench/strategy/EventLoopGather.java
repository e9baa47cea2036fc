package io.gatherbench.strategy;

import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.List;

/** Waiting, outside the event loop, for what happens on it. */
final class EventLoopGather {

  private EventLoopGather() {}

  /** The responses once they are there; the calling thread waits, the loop does not. */
  static List<Response> await(Future<List<Response>> responses)
      throws RequestFailedException, InterruptedException {
    try {
      return responses.await();
    } catch (Exception e) {
      // Vert.x throws the cause as it is, checked or not, without declaring it.
      if (e instanceof RequestFailedException failed) {
        throw failed;
      }
      if (e instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }
}
