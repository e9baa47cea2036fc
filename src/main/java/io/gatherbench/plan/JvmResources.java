package io.gatherbench.plan;

/**
 * What a JVM sees of the machine, with its flags and in its container.
 *
 * @param processors that it may use; 0 if unknown
 * @param memoryMb that there is, in MiB; 0 if unknown
 * @param heapMb its largest heap, in MiB; 0 if unknown
 * @param transport what carries Vert.x's sockets, such as {@code epoll}, or {@code nio} with the
 *     reason in brackets where the system has another
 */
public record JvmResources(int processors, long memoryMb, long heapMb, String transport) {

  /** Those of a JVM that does not tell. */
  public static final JvmResources UNKNOWN = new JvmResources(0, 0, 0, "unknown");
}
