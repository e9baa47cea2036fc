package io.gatherbench.client.adapter;

import io.gatherbench.client.LineSink;
import java.util.concurrent.Flow;

/** Lines as {@code java.net.http} publishes them. It tells the end to whoever awaits the answer. */
record LineSubscriber(LineSink sink) implements Flow.Subscriber<String> {

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    sink.line(line);
  }

  @Override
  public void onError(Throwable failure) {
    // The future of the answer fails with it.
  }

  @Override
  public void onComplete() {
    // The future of the answer completes.
  }
}
