package io.gatherbench.profile.stacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the component of a sample. The profiler's own code is known by name, and so are threads of
 * the collector and of the compiler; any other sample belongs to the innermost frame that has an
 * owner. A library class such as {@code HashMap} has none: what it does is done for its caller.
 */
final class Components {

  private static final Pattern COMPILER_THREADS =
      Pattern.compile("(C1|C2|JVMCI) Compile.*|Sweeper thread.*");

  private static final Pattern COLLECTOR_THREADS =
      Pattern.compile("(GC Thread|G1 |ZWorker|ZDriver|ZDirector|ZStat|ZUncom|Shenandoah|ParGC).*");

  private static final Pattern COMPILER_CODE =
      Pattern.compile("CompileBroker::.*|C2Compiler::.*|Compile::Compile|Compilation::.*");

  private static final Pattern COLLECTOR_CODE =
      Pattern.compile(
          "(G1|VM_G1|VM_GC|VM_Collect|VM_GenCollect|VM_Parallel|VM_Serial|ZCollect|ZGen|Shenandoah"
              + "|Serial|Gen|Parallel|DefNew|Tenured|PS|ConcurrentGC)\\w*::.*");

  /**
   * async-profiler, and what the JVM does for it alone. {@code UnsafeParkHook} is not in here: the
   * whole of parking is called from there.
   */
  private static final Pattern PROFILER_CODE =
      Pattern.compile(
          "(Profiler|WallClock|CpuEngine|CTimer|ITimer|PerfEvents|ObjectSampler|AllocTracer"
              + "|FlightRecorder|CallTraceStorage|StackWalker|JvmtiSampledObjectAlloc\\w*)::.*"
              + "|LockTracer::Monitor.*|JvmtiExport::post_(sampled_object|monitor_contended)_\\w+"
              + "|MemAllocator::Allocation::notify_allocation_jvmti_sampler");

  /**
   * What a thread calls last before it is in the kernel. Without performance events the kernel's
   * own frames are not seen, and its work shows up here.
   */
  private static final Pattern SYSTEM_CALLS =
      Pattern.compile(
          "_*(GI_+)?(libc_)?(epoll_(wait|pwait|ctl|pwait2)|p?poll|select|send(to|msg|mmsg)?|recv(from|msg"
              + "|mmsg)?|p?(read|write)v?(64)?|accept4?|connect|close|syscall|sched_yield|futex"
              + "|pthread_cond_\\w+|pthread_mutex_(un)?lock\\w*|lll_lock_\\w+|nanosleep"
              + "|clock_nanosleep|madvise|mprotect|mmap(64)?|munmap|eventfd_\\w+|io_uring_enter"
              + "|socket(pair)?|[gs]etsockopt|getsockname|getpeername|bind|listen"
              + "|shutdown|ioctl|fcntl(64)?|open(at)?(64)?|f?stat(64)?|clone3?|futex_abstimed_\\w+"
              + "|read_nocancel|write_nocancel)");

  /**
   * A C library without symbols, which is seen as a file: what is not computed in Java or in the
   * JVM but in there is next to nothing but system calls.
   */
  private static final Pattern NAMELESS_LIBRARY =
      Pattern.compile("(.*/)?(libc|ld-musl|libpthread)[-.][^/]*so[^/]*");

  private static final Map<String, Component> OWNERS =
      Map.ofEntries(
          Map.entry("jdk.internal.net.http.", Component.JDK_CLIENT),
          Map.entry("java.net.http.", Component.JDK_CLIENT),
          Map.entry("io.vertx.", Component.VERTX),
          Map.entry("io.netty.", Component.NETTY),
          Map.entry("org.apache.hc.", Component.APACHE),
          Map.entry("java.lang.VirtualThread", Component.SCHEDULER),
          Map.entry("java.lang.ThreadBuilders", Component.SCHEDULER),
          Map.entry("java.lang.Thread.start", Component.SCHEDULER),
          Map.entry("java.lang.Thread.yield", Component.SCHEDULER),
          Map.entry("java.lang.Thread.sleep", Component.SCHEDULER),
          Map.entry("java.lang.Object.wait", Component.SCHEDULER),
          Map.entry("java.lang.Object.notify", Component.SCHEDULER),
          Map.entry("jdk.internal.vm.", Component.SCHEDULER),
          Map.entry("jdk.internal.misc.Unsafe.park", Component.SCHEDULER),
          Map.entry("jdk.internal.misc.Unsafe.unpark", Component.SCHEDULER),
          Map.entry("java.util.concurrent.locks.", Component.SCHEDULER),
          Map.entry("java.util.concurrent.ForkJoin", Component.SCHEDULER),
          Map.entry("java.util.concurrent.ThreadPoolExecutor", Component.SCHEDULER),
          Map.entry("java.util.concurrent.ThreadPerTaskExecutor", Component.SCHEDULER),
          Map.entry("java.util.concurrent.ScheduledThreadPoolExecutor", Component.SCHEDULER),
          Map.entry("java.util.concurrent.DelayScheduler", Component.SCHEDULER),
          Map.entry("java.util.concurrent.FutureTask", Component.SCHEDULER),
          Map.entry("java.util.concurrent.LinkedBlockingQueue", Component.SCHEDULER),
          Map.entry("java.util.concurrent.LinkedTransferQueue", Component.SCHEDULER),
          Map.entry("java.util.concurrent.SynchronousQueue", Component.SCHEDULER),
          Map.entry("java.util.concurrent.CountDownLatch", Component.SCHEDULER),
          Map.entry("java.util.concurrent.Semaphore", Component.SCHEDULER),
          Map.entry("sun.nio.ch.Poller", Component.SCHEDULER),
          Map.entry("sun.nio.ch.EPollPoller", Component.SCHEDULER),
          Map.entry("jdk.jfr.", Component.PROFILER),
          Map.entry("io.gatherbench.strategy.", Component.STRATEGY),
          Map.entry("io.gatherbench.client.", Component.STRATEGY),
          Map.entry("io.gatherbench.stub.", Component.STUB),
          Map.entry("io.gatherbench.benchmark.", Component.JMH),
          Map.entry("org.openjdk.jmh.", Component.JMH));

  private Components() {}

  /**
   * The component of a sample.
   *
   * @param frames the methods, outermost first
   */
  static Component of(String thread, List<Frame> frames) {
    if (any(frames, PROFILER_CODE)) {
      return Component.PROFILER;
    }
    if (COMPILER_THREADS.matcher(thread).matches() || any(frames, COMPILER_CODE)) {
      return Component.JIT;
    }
    if (COLLECTOR_THREADS.matcher(thread).matches() || any(frames, COLLECTOR_CODE)) {
      return Component.GC;
    }
    if (frames.isEmpty()) {
      return Component.UNKNOWN;
    }
    Frame innermost = frames.get(frames.size() - 1);
    if (innermost.mark().isEmpty()
        && (SYSTEM_CALLS.matcher(innermost.name()).matches()
            || isNamelessLibrary(innermost.name()))) {
      return Component.KERNEL;
    }
    for (int i = frames.size() - 1; i >= 0; i--) {
      Optional<Component> owner = owner(frames.get(i));
      if (owner.isPresent()) {
        // The stub's own classes ask it for its ledger, too, when a fixture wants to know.
        return owner.get() == Component.STUB && frames.stream().anyMatch(Components::isFixture)
            ? Component.JMH
            : owner.get();
      }
    }
    if (frames.stream().anyMatch(Frame::isJava)) {
      return Component.JDK;
    }
    boolean ofTheJvm =
        frames.stream().anyMatch(f -> f.name().contains("::") || f.name().equals("thread_entry"));
    return ofTheJvm ? Component.JVM : Component.UNKNOWN;
  }

  static boolean isNamelessLibrary(String name) {
    return NAMELESS_LIBRARY.matcher(name).matches();
  }

  private static boolean isFixture(Frame frame) {
    return frame.name().startsWith("io.gatherbench.benchmark.");
  }

  private static boolean any(List<Frame> frames, Pattern code) {
    return frames.stream()
        .anyMatch(frame -> frame.mark().isEmpty() && code.matcher(frame.name()).matches());
  }

  private static Optional<Component> owner(Frame frame) {
    if (frame.isKernel()) {
      return Optional.of(Component.KERNEL);
    }
    if (!frame.isJava()) {
      return Optional.empty();
    }
    String name = frame.name();
    if (name.contains(".jmh_generated.")) {
      return Optional.of(Component.JMH);
    }
    // No owner's name begins another's, so at most one is found.
    return OWNERS.entrySet().stream()
        .filter(owner -> name.startsWith(owner.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
