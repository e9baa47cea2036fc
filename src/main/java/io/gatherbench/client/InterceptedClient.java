package io.gatherbench.client;

import java.util.function.Consumer;

/** A blocking client whose requests, also of calls and streams, pass a thread-safe interceptor. */
public record InterceptedClient(BlockingClient client, Interceptor interceptor)
    implements BlockingClient {

  /** Runs around each request, on the thread that sends it. */
  public interface Interceptor {

    /** Proceeds once, or throws. */
    Response intercept(Request request, Chain chain)
        throws RequestFailedException, InterruptedException;
  }

  /** The rest of what a request passes. */
  public interface Chain {

    Response proceed() throws RequestFailedException, InterruptedException;
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return interceptor.intercept(request, () -> client.send(request));
  }

  @Override
  public BlockingCall call(Request request) {
    return new InterceptedCall(request, client.call(request), interceptor);
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    return new InterceptedCall(request, client.stream(request, lines), interceptor);
  }

  @Override
  public void close() {
    client.close();
  }

  private record InterceptedCall(Request request, BlockingCall call, Interceptor interceptor)
      implements BlockingCall {

    @Override
    public Response execute() throws RequestFailedException, InterruptedException {
      return interceptor.intercept(request, call::execute);
    }

    @Override
    public void cancel() {
      call.cancel();
    }

    @Override
    public boolean needsInterruption() {
      return call.needsInterruption();
    }
  }
}
