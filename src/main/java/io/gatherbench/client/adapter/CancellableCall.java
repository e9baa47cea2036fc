package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A call that is cancelled by closing what its exchange has open, on any kind of thread. */
abstract class CancellableCall implements BlockingCall {

  private final Request request;
  private volatile Closeable open;
  private volatile boolean cancelled;

  CancellableCall(Request request) {
    this.request = request;
  }

  /** Makes the exchange, which calls {@link #opened} before it may last. */
  abstract Response exchange() throws IOException, InterruptedException;

  /** Registers what {@link #cancel} closes. */
  final void opened(Closeable closing) throws RequestFailedException {
    open = closing;
    throwIfCancelled();
  }

  @Override
  public final Response execute() throws RequestFailedException, InterruptedException {
    try {
      Response response = exchange();
      throwIfCancelled();
      return response.orFailure(request);
    } catch (RequestFailedException e) {
      throwIfCancelled();
      throw e;
    } catch (IOException e) {
      throwIfCancelled();
      throw failure(request, e);
    }
  }

  @Override
  public final void cancel() {
    cancelled = true;
    Closeable closing = open;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        // The response is given up.
        return;
      }
    }
  }

  /** Passes on the lines of a body, which the caller closes. */
  static void readLines(InputStream body, Consumer<String> lines) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.accept(line);
    }
  }

  /** Returns the failure of a request; throws if it failed because its thread was interrupted. */
  static RequestFailedException failure(Request request, IOException e)
      throws InterruptedException {
    if (e instanceof RequestFailedException failed) {
      return failed;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted during " + request.target());
    }
    return new RequestFailedException(request, e);
  }

  private void throwIfCancelled() throws RequestFailedException {
    if (cancelled) {
      throw RequestFailedException.cancelled(request);
    }
  }
}
