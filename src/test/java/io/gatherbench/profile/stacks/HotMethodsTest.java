package io.gatherbench.profile.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotMethodsTest {

  private static final List<String> PROFILE =
      List.of(
          "[main tid=1];a.Main.run_[0];jdk.internal.net.http.Http1Exchange.send_[j];"
              + "java.util.HashMap.get_[i] 30",
          "[main tid=1];a.Main.run_[0];io.netty.channel.Pipeline.fire_[j];"
              + "java.util.HashMap.get_[i] 10",
          "[C2 CompilerThre tid=2];Matcher::match 20",
          "[GC Thread#0 tid=3];oopDesc::size 15",
          "[main tid=1];io.netty.channel.epoll.Native.write_[j];__write;do_syscall_64_[k] 24",
          "[main tid=1];[unknown] 1");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JDK_CLIENT | [x tid=1];java.net.http.HttpClient.send_[j];java.util.ArrayList.add_[j]",
        "VERTX      | [x tid=1];io.netty.util.A.a_[j];io.vertx.core.Future.b_[j];memcpy",
        "NETTY      | [x tid=1];io.vertx.core.A.a_[j];io.netty.util.B.b_[j]",
        "NETTY      | [x tid=1];io.netty.channel.epoll.Native.epollWait_[j];some_native_code",
        "KERNEL     | [x tid=1];io.netty.channel.epoll.Native.epollWait_[j];epoll_wait",
        "KERNEL     | [x tid=1];io.netty.channel.epoll.Native.epollWait_[j];sys_epoll_wait_[k]",
        "KERNEL     | [x tid=1];io.netty.channel.unix.Socket.send_[j];netty_send;__GI___send",
        "KERNEL     | [x tid=1];io.netty.channel.unix.Socket.socket_[j];__GI_socket",
        "KERNEL     | [x tid=1];io.netty.channel.unix.Socket.set_[j];__GI___setsockopt",
        "KERNEL     | [x tid=1];jdk.internal.misc.Unsafe.park_[j];Parker::park;/usr/lib/libc.so.6",
        "APACHE     | [x tid=1];org.apache.hc.core5.http.A.a_[1]",
        "OKHTTP     | [x tid=1];okhttp3.A.a_[j];okio.B.b_[j];kotlin.C.c_[j];java.util.ArrayList.add_[j]",
        "JETTY      | [x tid=1];org.eclipse.jetty.client.A.a_[j]",
        "NETTY      | [x tid=1];reactor.netty.A.a_[j];io.netty.util.B.b_[j]",
        "REACTOR_NETTY | [x tid=1];io.netty.util.B.b_[j];reactor.core.A.a_[j];java.util.A.a_[j]",
        "SCHEDULER  | [x tid=1];java.net.http.A.a_[j];jdk.internal.misc.Unsafe.park_[j];Parker::park",
        "SCHEDULER  | [x tid=1];java.lang.VirtualThread.run_[j];java.lang.Object.hashCode_[i]",
        "GC         | [GC Thread#1 tid=1];anything",
        "GC         | [VM Thread tid=1];VM_G1CollectForAllocation::doit;memcpy",
        "JIT        | [C1 CompilerThre tid=1];do_syscall_64_[k]",
        "JIT        | [x tid=1];CompileBroker::compiler_thread_loop;malloc",
        "STRATEGY   | [x tid=1];io.gatherbench.strategy.SequentialStrategy.gather_[j]",
        "STRATEGY   | [x tid=1];io.gatherbench.client.adapter.VertxClient.send_[j];java.net.URI.create_[j]",
        "JMH        | [x tid=1];org.openjdk.jmh.Runner.run_[0]",
        "JMH        | [x tid=1];a.b.jmh_generated.X_jmhTest.stub_[j];a.b.X.burn_[j]",
        "JMH        | [x tid=1];io.gatherbench.benchmark.evidence.WorkTracker.a_[j];io.gatherbench.stub.message.ResponseOptions.b_[j]",
        "STUB       | [x tid=1];io.netty.A.a_[j];io.gatherbench.stub.ledger.Ledger.count_[j]",
        "JVM        | [VM Thread tid=1];VMThread::run;clock_gettime",
        "PROFILER   | [x tid=1];a.A.a_[j];WallClock::signalHandler;StackWalker::walkVM",
        "PROFILER   | [x tid=1];io.vertx.A.a_[j];MemAllocator::allocate;"
            + "JvmtiExport::post_sampled_object_alloc;os::malloc",
        "KERNEL     | [x tid=1];a.A.park_[j];LockTracer::UnsafeParkHook;Parker::park;libc.so.6",
        "PROFILER   | [JFR tid=1];java.lang.Thread.run_[j];jdk.jfr.internal.MetadataWriter.a_[j]",
        "JDK        | [Cleaner tid=1];java.lang.ref.Cleaner.run_[0]",
        "UNKNOWN    | [x tid=1];[unknown]",
      })
  void sampleBelongsToInnermostFrameWithOwner(Component component, String stack) throws Exception {
    assertThat(hot(ProfileEvent.CPU, stack.strip() + " 7").components())
        .isEqualTo(Map.of(component, 7L));
  }

  @Test
  void ownSamplesAddUpToAll() throws Exception {
    HotMethods methods = hot(ProfileEvent.CPU, PROFILE.toArray(new String[0]));

    assertThat(methods.samples()).isEqualTo(100);
    assertThat(methods.methods().stream().mapToLong(HotMethods.HotMethod::own).sum())
        .isEqualTo(100);
    assertThat(methods.components())
        .containsOnly(
            Map.entry(Component.JDK_CLIENT, 30L),
            Map.entry(Component.NETTY, 10L),
            Map.entry(Component.JIT, 20L),
            Map.entry(Component.GC, 15L),
            Map.entry(Component.KERNEL, 24L),
            Map.entry(Component.UNKNOWN, 1L));
    assertThat(methods.known()).isCloseTo(0.99, within(1e-9));
    assertThat(methods.methods().get(0))
        .isEqualTo(new HotMethods.HotMethod("java.util.HashMap.get", Component.JDK_CLIENT, 30, 30));
    assertThat(methods.methods())
        .as("the same method for another caller")
        .contains(new HotMethods.HotMethod("java.util.HashMap.get", Component.NETTY, 10, 10))
        .as("a caller")
        .contains(new HotMethods.HotMethod("a.Main.run", Component.JDK_CLIENT, 0, 30));
  }

  @Test
  void recursiveMethodIsCountedOnce() throws Exception {
    HotMethods methods = hot(ProfileEvent.CPU, "a.A.a_[j];a.A.a_[j];a.A.a_[j] 5");
    assertThat(methods.methods())
        .containsExactly(new HotMethods.HotMethod("a.A.a", Component.JDK, 5, 5));
  }

  @Test
  void allocatedClassIsNoMethod() throws Exception {
    HotMethods methods = hot(ProfileEvent.ALLOC, "io.vertx.core.A.a_[j];byte[]_[i] 5");
    assertThat(methods.methods())
        .containsExactly(new HotMethods.HotMethod("io.vertx.core.A.a", Component.VERTX, 5, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "a.B$$Lambda$12.0x00007f72f8182c58.run, a.B$$Lambda.run",
    "a.B$$Lambda$12/0x00007f72f8182c58.run, a.B$$Lambda.run",
    "a.B$$Lambda.0x000000001c0f5c58.run, a.B$$Lambda.run",
    "a.B$$Lambda/0x000000001c0f5c58.run, a.B$$Lambda.run",
    "a.B$$Lambda$123/456.run, a.B$$Lambda.run",
    "a.B$$Lambda+0x00007f45540c8800.510109769.run, a.B$$Lambda.run",
    "java.lang.invoke.LambdaForm$DMH+0x00007f45540c8800.510109769.newInvokeSpecial,"
        + " java.lang.invoke.LambdaForm$DMH.newInvokeSpecial",
    "a.B.lambda$send$3, a.B.lambda$send",
    "a.B.lambda$send$0$1, a.B.lambda$send$0",
    "java.lang.invoke.LambdaForm$MH.0x00007f72f8.invoke, java.lang.invoke.LambdaForm$MH.invoke",
    "java.lang.invoke.LambdaForm$DMH/0x0000080001.new, java.lang.invoke.LambdaForm$DMH.new",
    "jdk.internal.reflect.GeneratedMethodAccessor17.invoke, jdk.internal.reflect.MethodAccessor.invoke",
    "jdk.internal.reflect.DirectMethodHandleAccessor.invoke, jdk.internal.reflect.MethodAccessor.invoke",
    "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0, jdk.internal.reflect.MethodAccessor.invoke",
    "jdk.proxy2.$Proxy14.value, jdk.proxy2.$Proxy.value",
    "clock_gettime@@GLIBC_2.17, clock_gettime",
    "java.util.Arrays.copyOfRangeByte, java.util.Arrays.copyOfRange",
    "/usr/lib/x86_64-linux-gnu/libc.so.6, libc.so.6",
    "/opt/jdk/lib/server/libjvm.so, libjvm.so",
    "a.B.plain, a.B.plain",
    "G1ParScanThreadState::copy, G1ParScanThreadState::copy",
  })
  void namesAreStableOverRunsAndJdks(String name, String stable) {
    assertThat(Frame.stable(name)).isEqualTo(stable);
  }

  @Test
  void stacksOfAllThreadsAreWrittenTogether() throws Exception {
    Stacks stacks = stacks("[a tid=1];x.X.y_[j];z 3", "[b tid=2];x.X.y_[j];z 4", "[a tid=1];q 2");
    Path file = folder.resolve("written");
    stacks.write(file, 1);
    assertThat(file).content().isEqualTo("q 2\nx.X.y_[j];z 7\n");
    assertThat(Stacks.read(Files.readAllLines(file).stream()).total()).isEqualTo(9);
    assertThatThrownBy(() -> stacks.write(file, 1)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void alignedStacksLackFramesOfSomeJdks() throws Exception {
    Stacks later =
        stacks(
            "cont_returnBarrier_stub (stub gen);java.lang.Thread.run_[j];"
                + "java.lang.Thread.runWith_[i];sun.nio.ch.SocketChannelImpl.write_[j];"
                + "sun.nio.ch.SocketChannelImpl.implWrite_[j];"
                + "sun.nio.ch.SocketDispatcher.writev0_[j];Java_sun_nio_ch_SocketDispatcher_writev0;"
                + "writev 3",
            "[GC Thread#0 tid=3];clone3;WorkerThread::run;G1Task::work 2",
            "java.lang.Thread.run_[j];java.lang.Thread.runWith_[j] 1");
    Path file = folder.resolve("aligned");
    later.aligned().write(file, 1);
    assertThat(file)
        .content()
        .isEqualTo(
            "G1Task::work 2\n"
                + "java.lang.Thread.run_[j];java.lang.Thread.runWith_[j] 1\n"
                + "java.lang.Thread.run_[j];sun.nio.ch.SocketChannelImpl.write_[j];writev 3\n");
    assertThat(later.aligned().total()).isEqualTo(later.total());
  }

  @Test
  void truncatedFileIsRefused() {
    assertThatThrownBy(() -> stacks("x.X.y_[j];z 3", "x.X.y_[j]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a line of collapsed stacks: x.X.y_[j]");
  }

  private HotMethods hot(ProfileEvent event, String... lines) throws IOException {
    return HotMethods.of(stacks(lines), event);
  }

  private Stacks stacks(String... lines) throws IOException {
    Path file = Files.createTempFile(folder, "some", ".collapsed");
    Files.write(file, List.of(lines));
    return Stacks.read(Files.readAllLines(file).stream());
  }
}
