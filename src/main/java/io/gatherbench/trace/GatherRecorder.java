package io.gatherbench.trace;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ObservedClientOpener.RequestObserver;
import io.gatherbench.report.text.RequestSpan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** An observer that records the requests of one gather and ignores others. Thread-safe. */
final class GatherRecorder implements RequestObserver {

  private final Map<Request, Integer> numbers = new IdentityHashMap<>();
  private final RequestSpan[] spans;
  private final EventLog log;
  private long started;

  /** Creates the recorder of a gather of requests, no two of which are the same object. */
  GatherRecorder(List<Request> requests, EventLog log) {
    for (Request request : requests) {
      numbers.put(request, numbers.size());
    }
    this.spans = new RequestSpan[requests.size()];
    this.log = log;
  }

  synchronized void start() {
    log.event("start", spans.length + " requests");
    started = System.nanoTime();
  }

  /** Ends the gather and returns its time in ms. */
  synchronized double stop() {
    double millis = millis();
    log.event("gathered", spans.length + " requests");
    return millis;
  }

  /** Returns the spans in the order of the requests, once all have ended. */
  synchronized List<RequestSpan> spans() {
    return List.of(spans);
  }

  @Override
  public synchronized boolean sending(Request request) {
    Integer number = numbers.get(request);
    if (number != null) {
      double now = millis();
      spans[number] = new RequestSpan(now, now, 0, EventLog.threadName(), "");
      log.event("sent", named(request));
    }
    return true;
  }

  @Override
  public synchronized void answered(Request request, Response response) {
    String details = " " + response.status() + ", " + response.body().length + " bytes";
    end(request, response.status(), "", "answered", details);
  }

  @Override
  public synchronized void failed(Request request, Throwable cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    end(request, 0, root.toString(), "failed", " " + root);
  }

  private void end(Request request, int status, String failure, String event, String details) {
    Integer number = numbers.get(request);
    if (number != null) {
      RequestSpan sent = spans[number];
      spans[number] = new RequestSpan(sent.startMillis(), millis(), status, sent.thread(), failure);
      log.event(event, named(request) + details);
    }
  }

  private String named(Request request) {
    return (numbers.get(request) + 1) + " " + request.method() + " " + request.target();
  }

  private double millis() {
    return (System.nanoTime() - started) / 1e6;
  }
}
