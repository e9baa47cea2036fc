package io.gatherbench.benchmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CostProfilerTest {

  private static final int MEGABYTE = 1 << 20;

  private interface Work {
    void run() throws Exception;
  }

  @Test
  void whatThreadsAllocatedCountsAlsoAfterTheyHaveEnded() throws Exception {
    Map<Metric, Double> costs =
        measure(
            4,
            () -> {
              for (int i = 0; i < 8; i++) {
                ended(new Thread(() -> assertThat(new byte[MEGABYTE]).hasSize(MEGABYTE)));
              }
            });
    assertThat(costs.get(Metric.ALLOC_PER_REQUEST))
        .as("a quarter of 8 MB, and little else")
        .isBetween(2.0 * MEGABYTE, 3.0 * MEGABYTE);
  }

  @Test
  void jvmSaysWhatItHas() throws Exception {
    assertThat(measure(1, () -> {}))
        .containsEntry(Metric.JVM_PROCESSORS, (double) Runtime.getRuntime().availableProcessors())
        .containsEntry(Metric.HEAP_MAX, (double) (Runtime.getRuntime().maxMemory() >> 20))
        .hasEntrySatisfying(Metric.JVM_COLLECTOR, n -> assertThat(n).isBetween(1.0, 6.0))
        .hasEntrySatisfying(Metric.COMPILER_THREADS, n -> assertThat(n).isPositive());
  }

  @Test
  void aPeakOfThreadsThatIsOverIsSeen() throws Exception {
    int before = Thread.activeCount();
    Map<Metric, Double> costs =
        measure(
            1,
            () -> {
              CountDownLatch all = new CountDownLatch(30);
              List<Thread> threads = new ArrayList<>();
              for (int i = 0; i < 30; i++) {
                threads.add(new Thread(() -> meet(all)));
              }
              threads.forEach(Thread::start);
              for (Thread thread : threads) {
                thread.join();
              }
            });
    assertThat(costs.get(Metric.THREADS_PEAK)).isGreaterThanOrEqualTo(before + 29);
    assertThat(measure(1, () -> {}).get(Metric.THREADS_PEAK))
        .as("the next iteration starts anew")
        .isLessThan(costs.get(Metric.THREADS_PEAK));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void switchesOfThreadsThatWaitForEachOtherAreVoluntary() throws Exception {
    Map<Metric, Double> costs;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket far = server.accept()) {
      Thread echo = new Thread(() -> echo(far));
      echo.start();
      // A thread that other tests of this JVM left may end meanwhile, and then nothing is claimed.
      int attempts = 0;
      do {
        costs =
            measure(
                100,
                () -> {
                  for (int i = 0; i < 500; i++) {
                    near.getOutputStream().write(1);
                    assertThat(near.getInputStream().read()).isEqualTo(1);
                  }
                });
      } while (!costs.containsKey(Metric.VOLUNTARY_SWITCHES_PER_REQUEST) && ++attempts < 20);
      near.shutdownOutput();
      echo.join();
    }
    double voluntary = costs.get(Metric.VOLUNTARY_SWITCHES_PER_REQUEST);
    assertThat(voluntary).as("500 meetings, 100 requests").isGreaterThan(1);
    assertThat(costs.get(Metric.CONTEXT_SWITCHES_PER_REQUEST))
        .isEqualTo(voluntary + costs.get(Metric.INVOLUNTARY_SWITCHES_PER_REQUEST));
    assertThat(costs.get(Metric.CPU_PER_REQUEST)).isPositive();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereAThreadTookItsCountersWithItNothingIsClaimed() throws Exception {
    Map<Metric, Double> costs = measure(1, () -> ended(new Thread(() -> {})));
    assertThat(costs)
        .doesNotContainKey(Metric.CONTEXT_SWITCHES_PER_REQUEST)
        .containsKeys(
            Metric.CPU_PER_REQUEST, Metric.CPU_USER_PER_REQUEST, Metric.COMPILER_PER_REQUEST);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryThatWasTouchedIsInThePeak() throws Exception {
    // In a JVM of its own: this one may give memory of other tests back meanwhile.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=512m",
                "-cp",
                System.getProperty("java.class.path"),
                Toucher.class.getName())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    assertThat(Double.parseDouble(told.strip())).isBetween(250.0, 384.0);
  }

  /** Touches 256 MB, and prints the peak of the memory above idle in MB. */
  static final class Toucher {
    public static void main(String[] args) throws Exception {
      Map<Metric, Double> costs =
          measure(
              1,
              () -> {
                ByteBuffer touched = ByteBuffer.allocateDirect(256 * MEGABYTE);
                for (int i = 0; i < touched.capacity(); i += 4096) {
                  touched.put(i, (byte) 1);
                }
              });
      System.out.println(costs.get(Metric.RSS_PEAK));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyConnectionsOfThisProcessToThePortCount() throws Exception {
    assertThat(Files.isReadable(Path.of("/proc/self/net/tcp"))).isTrue();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket one = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket two = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(one.isConnected() && two.isConnected()).isTrue();
      assertThat(TcpConnections.connectedTo(server.getLocalPort(), KernelFiles.ofThisMachine()))
          .contains(2L);
    }
  }

  private static Map<Metric, Double> measure(long requests, Work work) throws Exception {
    return measure(new CostProfiler(), requests, work);
  }

  private static Map<Metric, Double> measure(CostProfiler profiler, long requests, Work work)
      throws Exception {
    profiler.prepare();
    profiler.begin();
    work.run();
    profiler.end();
    profiler.collect(requests, 0);
    return profiler.metrics(1);
  }

  private static void ended(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void echo(Socket socket) {
    try {
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        socket.getOutputStream().write(b);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
