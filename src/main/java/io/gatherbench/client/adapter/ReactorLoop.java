package io.gatherbench.client.adapter;

import io.gatherbench.client.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/**
 * One event loop for Reactor Netty, over the transport that Vert.x takes. By itself the library
 * prefers io_uring, which is in the jar for the stub alone.
 */
final class ReactorLoop implements EventLoop {

  private static final long SHUTDOWN_SECONDS = 10;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("reactor-netty", true), transport());
  private final io.netty.channel.EventLoop loop = group.next();

  EventLoopGroup group() {
    return group;
  }

  @Override
  public void execute(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  @Override
  public Future<Void> timer(long millis) {
    Promise<Void> fired = Promise.promise();
    loop.schedule(() -> fired.complete(), millis, TimeUnit.MILLISECONDS);
    return fired.future();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static IoHandlerFactory transport() {
    if (Epoll.isAvailable()) {
      return EpollIoHandler.newFactory();
    }
    return KQueue.isAvailable() ? KQueueIoHandler.newFactory() : NioIoHandler.newFactory();
  }
}
