package io.gatherbench.strategy.pending;

import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Requests that are sent one after the other by the thread that awaits them. */
public final class PendingSequentialRequests implements PendingRequests {

  private final List<Request> requests;
  private final IntFunction<BlockingCall> calls;
  private BlockingCall current;
  private Thread caller;
  private boolean cancelled;

  public PendingSequentialRequests(List<Request> requests, IntFunction<BlockingCall> calls) {
    this.requests = requests;
    this.calls = calls;
  }

  @Override
  public List<Response> all() throws RequestFailedException, InterruptedException {
    List<Response> responses = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      responses.add(send(i));
    }
    return responses;
  }

  @Override
  public List<RequestOutcome> settled() throws InterruptedException {
    List<RequestOutcome> outcomes = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      try {
        outcomes.add(new RequestOutcome.Answered(send(i)));
      } catch (RequestFailedException e) {
        outcomes.add(new RequestOutcome.Failed(e));
      }
    }
    return outcomes;
  }

  @Override
  public Response first() throws RequestFailedException, InterruptedException {
    for (int i = 0; ; i++) {
      try {
        return send(i);
      } catch (RequestFailedException e) {
        if (i == requests.size() - 1) {
          throw e;
        }
      }
    }
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (current != null) {
      if (current.needsInterruption()) {
        caller.interrupt();
      }
      current.cancel();
    }
  }

  private Response send(int i) throws RequestFailedException, InterruptedException {
    BlockingCall call = begin(i);
    try {
      return call.execute();
    } catch (InterruptedException e) {
      if (end()) {
        throw RequestFailedException.cancelled(requests.get(i));
      }
      call.cancel();
      throw e;
    } finally {
      end();
    }
  }

  private synchronized BlockingCall begin(int i) throws RequestFailedException {
    if (cancelled) {
      throw RequestFailedException.cancelled(requests.get(i));
    }
    current = calls.apply(i);
    caller = Thread.currentThread();
    return current;
  }

  /**
   * Ends the current call and returns whether it was cancelled. If so, clears the interruption of
   * the thread, which {@link #cancel} caused.
   */
  private synchronized boolean end() {
    if (cancelled && current != null) {
      Thread.interrupted();
    }
    current = null;
    return cancelled;
  }
}
