package io.gatherbench.benchmark.memory;

import io.gatherbench.results.KernelFiles;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The memory of this JVM at one moment, in bytes, after its garbage was collected.
 *
 * @param heap live objects, by the collector's count
 * @param counted live objects, by the class histogram
 * @param direct buffers outside the heap
 * @param threads platform threads, as far as Java sees them
 * @param resident what the kernel keeps in memory; empty on other systems than Linux
 */
record MemoryReading(
    long heap, long counted, long direct, int threads, Optional<Resident> resident) {

  /** Collections before the histogram's: what a reference keeps goes with a later one. */
  private static final int COLLECTIONS = 2;

  private static final int IDLE_THREADS = 500;

  private static final long KILOBYTE = 1024;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** An address in a range of the heap; Shenandoah names native memory as well, not in ranges. */
  private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]+)[,)]");

  /** A mapping's range, permissions and name, if it has one, and how much of it is resident. */
  private static final Pattern MAPPING =
      Pattern.compile(
          "(?m)^([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\S+ *(.*)\n"
              + "(?:[A-Z].*\n)*?Rss: +(\\d+) kB");

  /** The heap of ZGC, which names no addresses, is a file in memory. */
  private static final String NAMED_HEAP = "java_heap";

  /**
   * Resident memory apart from the Java heap, in bytes. That of the heap says little: what was once
   * used stays resident, until a collector gives it back.
   *
   * @param outside all of it
   * @param stacks the part of it that threads have as their stacks
   */
  record Resident(long outside, long stacks) {

    /**
     * Adds up the kernel's list of mappings; see {@code proc_pid_smaps(5)}. A stack of a Java
     * thread is a mapping without a name that follows directly on its guard pages.
     *
     * @param from first address of the heap, {@code to} the one after its last
     * @param stackBytes size of a stack with its guard pages
     */
    static Resident of(String smaps, long from, long to, long stackBytes) {
      long outside = 0;
      long stacks = 0;
      long guardStart = 0;
      long guardEnd = 0;
      Matcher mapping = MAPPING.matcher(smaps);
      while (mapping.find()) {
        long start = Long.parseUnsignedLong(mapping.group(1), 16);
        long end = Long.parseUnsignedLong(mapping.group(2), 16);
        String permissions = mapping.group(3);
        String name = mapping.group(4);
        long bytes = KILOBYTE * Long.parseLong(mapping.group(5));
        boolean heap = start >= from && start < to || name.contains(NAMED_HEAP);
        outside += heap ? 0 : bytes;
        boolean onGuard = name.isEmpty() && start == guardEnd && permissions.startsWith("rw");
        long size = end - guardStart;
        boolean stack = onGuard && size >= stackBytes && size <= stackBytes * 17 / 16;
        stacks += stack ? bytes : 0;
        boolean guard = name.isEmpty() && permissions.startsWith("---");
        guardStart = guard ? start : 0;
        guardEnd = guard ? end : 0;
      }
      return new Resident(outside, stacks);
    }
  }

  /** Collects the garbage of this JVM and reads what is left. */
  static MemoryReading read(KernelFiles kernel) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    // It collects as well, and the collector remembers what it left: both count the same objects.
    long counted = total(command("gcClassHistogram"));
    long heap = afterCollection();
    long stack = Long.parseLong(flag("ThreadStackSize")) * KILOBYTE;
    long[] range = range(command("gcHeapInfo"));
    Optional<Resident> resident =
        kernel.text("proc/self/smaps").map(text -> Resident.of(text, range[0], range[1], stack));
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    return new MemoryReading(heap, counted, directBytes(), threads, resident);
  }

  /**
   * Returns what the JVM keeps outside the heap for a platform thread besides its stack, by
   * starting some that do nothing; 0 where the kernel does not tell.
   */
  static double besidesStack(KernelFiles kernel, MemoryReading before) throws InterruptedException {
    ThreadPoolExecutor idle =
        new ThreadPoolExecutor(
            IDLE_THREADS, IDLE_THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      idle.prestartAllCoreThreads();
      MemoryReading after = read(kernel);
      return (after.besidesStacks() - before.besidesStacks()) / (double) IDLE_THREADS;
    } finally {
      idle.shutdown();
      idle.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }
  }

  private long besidesStacks() {
    return resident.map(r -> r.outside() - r.stacks()).orElse(0L);
  }

  /** Returns the first and last address in a description of the heap; zeros if it has none. */
  static long[] range(String heapInfo) {
    long[] all =
        ADDRESS
            .matcher(heapInfo)
            .results()
            .mapToLong(found -> Long.parseUnsignedLong(found.group(1), 16))
            .sorted()
            .toArray();
    return all.length < 2 ? new long[2] : new long[] {all[0], all[all.length - 1]};
  }

  /** Returns the bytes of all classes in a histogram. */
  static long total(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("a class histogram without a total");
    }
    return Long.parseLong(total.group(1));
  }

  /** Returns what the last collection left in the pools of the heap. */
  private static long afterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** Returns the memory of direct buffers: of the JDK's, and of Netty's that the JDK cannot see. */
  private static long directBytes() {
    long ofJdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    boolean unseen = PlatformDependent.useDirectBufferNoCleaner();
    return ofJdk + (unseen ? Math.max(0, PlatformDependent.usedDirectMemory()) : 0);
  }

  private static String flag(String name) {
    return ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
        .getVMOption(name)
        .getValue();
  }

  /** Runs one of the JVM's diagnostic commands and returns what it prints. */
  private static String command(String name) {
    try {
      boolean takesArguments = name.equals("gcClassHistogram");
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  name,
                  takesArguments ? new Object[] {new String[0]} : null,
                  takesArguments ? new String[] {String[].class.getName()} : null);
    } catch (JMException e) {
      throw new IllegalStateException("the JVM has no diagnostic command " + name, e);
    }
  }
}
