package io.gatherbench.client;

import java.util.Set;

/**
 * An HTTP client of a team's own, to be measured beside those of gatherbench.
 *
 * <p>The implementation is a public class with a public constructor without parameters. A file
 * {@code META-INF/services/io.gatherbench.client.ClientProvider} of its jar, or folder of classes,
 * has the name of the class as its only line. The jar comes behind gatherbench's on the class path:
 *
 * <pre>{@code
 * java -cp benchmarks.jar:mine.jar io.gatherbench.command.Main Gather -p client=MINE
 * }</pre>
 *
 * <p>It overrides {@link #openBlocking}, {@link #openFutures}, or both. A blocking client serves
 * the strategies {@code SEQUENTIAL}, {@code THREAD_POOL}, {@code VIRTUAL_THREADS}, {@code
 * PLATFORM_THREADS} and {@code BOUNDED_VIRTUAL_THREADS}, one with futures {@code
 * COMPLETABLE_FUTURE}. None serves {@code EVENT_LOOP} and its kin: there a single thread sends all
 * requests and receives all responses, which a client with futures can neither promise nor prove.
 *
 * <p>Each fork proves that the client does the same work as any other. It sends a request's method,
 * target, headers and body as they are, once, over connections that stay open, and returns the
 * whole body; it has as many requests under way as the strategy starts. A fork whose client does
 * otherwise, throws, returns null or does not end is void, with the reason.
 *
 * <p>The constructor, {@link #name} and {@link #protocols} are called in every process, also where
 * another client is measured: they open and start nothing. The other methods are called by one
 * thread at a time, possibly several times; each call opens a client of its own.
 */
public interface ClientProvider {

  /**
   * Returns the name for {@code -p client=} and in the rows: a capital letter, then capital
   * letters, digits and underscores, at most 40 characters; none of gatherbench's clients has it.
   */
  String name();

  /**
   * Returns the protocols that the client speaks as {@link ClientSettings#protocol} says. Over TLS
   * it trusts {@link ClientSettings#trusted}.
   */
  default Set<Protocol> protocols() {
    return Set.of(Protocol.HTTP_1_1);
  }

  /**
   * Opens a client whose calls block. Requests come from as many threads at once as the strategy
   * has. A response without success may be returned as it is: gatherbench fails the request. {@link
   * BlockingClient#call} and {@link BlockingClient#stream} need overriding only for benchmarks that
   * cancel or stream.
   *
   * @param settings those that every client gets; gatherbench opens no more connections and waits
   *     no longer with its own
   */
  default BlockingClient openBlocking(ClientSettings settings) {
    throw new UnsupportedOperationException("no client for threads that wait");
  }

  /**
   * Opens a client whose calls return futures at once. Requests come from one thread; any thread
   * may complete the futures.
   *
   * @param settings as for {@link #openBlocking}
   */
  default FutureClient openFutures(ClientSettings settings) {
    throw new UnsupportedOperationException("no client with CompletableFutures");
  }
}
