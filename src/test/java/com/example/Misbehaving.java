package com.example;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientProvider;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Clients that break the rules, each by its name in one way, beside one that keeps them. */
public abstract class Misbehaving implements ClientProvider {

  private final String name =
      getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);

  @Override
  public String name() {
    return name;
  }

  @Override
  public BlockingClient openBlocking(ClientSettings settings) {
    BlockingClient good = new ExampleProvider().openBlocking(settings);
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        return Misbehaving.this.send(request, good, settings);
      }

      @Override
      public void close() {
        good.close();
        Misbehaving.this.close();
      }
    };
  }

  Response send(Request request, BlockingClient good, ClientSettings settings)
      throws RequestFailedException, InterruptedException {
    return good.send(request);
  }

  void close() {}

  /** What only answers of todos are spoilt by: the proof of requests stays as it is. */
  private static boolean isTodo(Request request) {
    return request.target().startsWith("/todos/");
  }

  /** Has the name of another. */
  public static final class Example extends Misbehaving {}

  public static final class OpensNothing extends Misbehaving {
    @Override
    public BlockingClient openBlocking(ClientSettings settings) {
      return null;
    }
  }

  public static final class CannotOpen extends Misbehaving {
    @Override
    public BlockingClient openBlocking(ClientSettings settings) {
      throw new NoClassDefFoundError("com/example/Missing");
    }
  }

  public static final class ReturnsNull extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings) {
      return null;
    }
  }

  public static final class ThrowsErrors extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings) {
      throw new StackOverflowError("too deep");
    }
  }

  public static final class AcceptsAnyStatus extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      return isTodo(request) ? new Response(503, good.send(request).body()) : good.send(request);
    }
  }

  public static final class AcceptsAnyBody extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      Response response = good.send(request);
      return isTodo(request) ? new Response(response.status(), new byte[0]) : response;
    }
  }

  public static final class DropsHeaders extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      return good.send(new Request(request.method(), request.target(), List.of(), request.body()));
    }
  }

  public static final class SendsTwice extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      good.send(request);
      return good.send(request);
    }
  }

  public static final class Reconnects extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      BlockingClient fresh = new ExampleProvider().openBlocking(settings);
      return fresh.send(request);
    }
  }

  public static final class OneAtATime extends Misbehaving {
    @Override
    synchronized Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      return good.send(request);
    }
  }

  /** Has a second request under way whenever there is one. */
  public static final class TooManyAtOnce extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      CompletableFuture<Response> second =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return good.send(request);
                } catch (RequestFailedException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      good.send(request);
      return second.join();
    }
  }

  /** Closes once, after the proof of requests, and not after what is measured. */
  public static final class DoesNotClose extends Misbehaving {
    private boolean closed;

    @Override
    void close() {
      if (closed) {
        throw new IllegalStateException("the pool is still in use");
      }
      closed = true;
    }
  }

  public static final class NeverEnds extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings) {
      while (true) {
        LockSupport.park();
        Thread.interrupted();
      }
    }
  }

  /** Takes the processor and does not give it back. */
  public static final class KeepsItsCarrier extends Misbehaving {
    @Override
    Response send(Request request, BlockingClient good, ClientSettings settings)
        throws RequestFailedException, InterruptedException {
      while (isTodo(request)) {
        Thread.onSpinWait();
      }
      return good.send(request);
    }
  }

  /** Returns no future, or one without a response: by turns. */
  public static final class BadFutures extends Misbehaving {
    @Override
    public FutureClient openFutures(ClientSettings settings) {
      return new FutureClient() {
        @Override
        public CompletableFuture<Response> sendAsync(Request request) {
          return isTodo(request) ? null : CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
      };
    }
  }
}
