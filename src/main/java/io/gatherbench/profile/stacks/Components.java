package io.gatherbench.profile.stacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the component of a sample. The profiler's code and threads of the collector and the
 * compiler are known by name; any other sample belongs to the innermost frame with an owner. A
 * library class such as {@code HashMap} has none: it works for its caller.
 */
final class Components {

  private static final String BENCHMARK = "io.gatherbench.benchmark.";

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

  /** The profiler, without its {@code UnsafeParkHook}, which calls the whole of parking. */
  private static final Pattern PROFILER_CODE =
      Pattern.compile(
          "(Profiler|WallClock|CpuEngine|CTimer|ITimer|PerfEvents|ObjectSampler|AllocTracer"
              + "|FlightRecorder|CallTraceStorage|StackWalker|JvmtiSampledObjectAlloc\\w*)::.*"
              + "|LockTracer::Monitor.*|JvmtiExport::post_(sampled_object|monitor_contended)_\\w+"
              + "|MemAllocator::Allocation::notify_allocation_jvmti_sampler");

  /** The last functions before the kernel, whose own frames only performance events show. */
  private static final Pattern SYSTEM_CALLS =
      Pattern.compile(
          "_*(GI_+)?(libc_)?(epoll_(wait|pwait|ctl|pwait2)|p?poll|select|send(to|msg|mmsg)?|recv(from|msg"
              + "|mmsg)?|p?(read|write)v?(64)?|accept4?|connect|close|syscall|sched_yield|futex"
              + "|pthread_cond_\\w+|pthread_mutex_(un)?lock\\w*|lll_lock_\\w+|nanosleep"
              + "|clock_nanosleep|madvise|mprotect|mmap(64)?|munmap|eventfd_\\w+|io_uring_enter"
              + "|socket(pair)?|[gs]etsockopt|getsockname|getpeername|bind|listen"
              + "|shutdown|ioctl|fcntl(64)?|open(at)?(64)?|f?stat(64)?|clone3?|futex_abstimed_\\w+"
              + "|read_nocancel|write_nocancel)");

  /** A C library without symbols, seen as a file: nearly all of its work is system calls. */
  private static final Pattern NAMELESS_LIBRARY =
      Pattern.compile("(.*/)?(libc|ld-musl|libpthread)[-.][^/]*so[^/]*");

  /** Beginnings of the names of each owner's classes; none begins another. */
  private static final Map<String, Component> OWNERS =
      owners(
          """
          JDK_CLIENT jdk.internal.net.http. java.net.http.
          VERTX io.vertx.
          NETTY io.netty.
          APACHE org.apache.hc.
          OKHTTP okhttp3. okio. kotlin.
          JETTY org.eclipse.jetty.
          REACTOR_NETTY reactor.
          SCHEDULER java.lang.VirtualThread java.lang.ThreadBuilders java.lang.Thread.start
          SCHEDULER java.lang.Thread.yield java.lang.Thread.sleep
          SCHEDULER java.lang.Object.wait java.lang.Object.notify
          SCHEDULER jdk.internal.vm. jdk.internal.misc.Unsafe.park jdk.internal.misc.Unsafe.unpark
          SCHEDULER java.util.concurrent.locks. java.util.concurrent.ForkJoin
          SCHEDULER java.util.concurrent.ThreadPoolExecutor java.util.concurrent.FutureTask
          SCHEDULER java.util.concurrent.ThreadPerTaskExecutor java.util.concurrent.DelayScheduler
          SCHEDULER java.util.concurrent.ScheduledThreadPoolExecutor
          SCHEDULER java.util.concurrent.LinkedBlockingQueue
          SCHEDULER java.util.concurrent.LinkedTransferQueue java.util.concurrent.SynchronousQueue
          SCHEDULER java.util.concurrent.CountDownLatch java.util.concurrent.Semaphore
          SCHEDULER sun.nio.ch.Poller sun.nio.ch.EPollPoller
          PROFILER jdk.jfr.
          STRATEGY io.gatherbench.strategy. io.gatherbench.client.
          STUB io.gatherbench.stub.
          JMH io.gatherbench.benchmark. org.openjdk.jmh.
          """);

  private Components() {}

  private static Map<String, Component> owners(String table) {
    Map<String, Component> owners = new HashMap<>();
    for (String line : table.split("\n")) {
      String[] words = line.split(" ");
      for (String prefix : List.of(words).subList(1, words.length)) {
        owners.put(prefix, Component.valueOf(words[0]));
      }
    }
    return Map.copyOf(owners);
  }

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
    if (innermost.isNative()
        && (SYSTEM_CALLS.matcher(innermost.name()).matches()
            || isNamelessLibrary(innermost.name()))) {
      return Component.KERNEL;
    }
    for (int i = frames.size() - 1; i >= 0; i--) {
      Optional<Component> owner = owner(frames.get(i));
      if (owner.isPresent()) {
        // A benchmark reads the stub's ledger through the stub's own classes.
        boolean ofBenchmark = frames.stream().anyMatch(frame -> frame.name().startsWith(BENCHMARK));
        return owner.get() == Component.STUB && ofBenchmark ? Component.JMH : owner.get();
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

  private static boolean any(List<Frame> frames, Pattern code) {
    return frames.stream()
        .anyMatch(frame -> frame.isNative() && code.matcher(frame.name()).matches());
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
    return OWNERS.entrySet().stream()
        .filter(owner -> name.startsWith(owner.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
