package io.gatherbench.benchmark.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.benchmark.memory.MemoryReading.Resident;
import io.gatherbench.results.KernelFiles;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryReadingIT {

  private static final int MEGABYTE = 1 << 20;
  private static final KernelFiles KERNEL = KernelFiles.ofThisMachine();

  /** A heap of two mappings, one with a name, a library, memory of malloc, and two stacks. */
  private static final String SMAPS =
      """
      00600000000-00600100000 rw-p 00000000 00:00 0
      Size:               1024 kB
      Rss:                1000 kB
      VmFlags: rd wr mr mw me ac sd
      00600100000-00600200000 rw-s 00000000 00:00 0                            /memfd:java_heap (deleted)
      Rss:                 100 kB
      7f0000000000-7f0000001000 r-xp 00000000 fe:00 260386                     /usr/lib/libjvm.so
      Rss:                  40 kB
      7f0000100000-7f0000200000 rw-p 00000000 00:00 0
      Rss:                  20 kB
      7f0000400000-7f0000404000 ---p 00000000 00:00 0
      Rss:                   0 kB
      7f0000404000-7f0000501000 rw-p 00000000 00:00 0
      Rss:                   7 kB
      7f0000501000-7f0000505000 ---p 00000000 00:00 0
      Rss:                   0 kB
      7f0000505000-7f0000602000 rw-p 00000000 00:00 0
      Rss:                   3 kB
      7f0000700000-7f0000704000 ---p 00000000 00:00 0
      Rss:                   0 kB
      7f0000704000-7f0004700000 rw-p 00000000 00:00 0
      Rss:                 500 kB
      """;

  @Test
  void heapIsLeftOutAndStacksAreKnown() {
    Resident resident = Resident.of(SMAPS, 0x600000000L, 0x600100000L, MEGABYTE);
    assertThat(resident).isEqualTo(new Resident(570 * 1024, 10 * 1024));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage-first heap   total 8K, used 2K [0x0602000000, 0x0800000000) | 602000000 | 800000000",
        "def new total 9K [0xa0, 0xb0, 0xc0) tenured [0xc0, 0xd0, 0xe0)      | a0        | e0",
        "Reserved region: - [0x0602, 0x0800) Collection set: - map: 0x7f00  | 602       | 800",
        "ZHeap           used 20M, capacity 512M, max capacity 8216M         | 0         | 0",
      })
  void rangeOfTheHeapIsReadFromItsDescription(String info, String from, String to) {
    assertThat(MemoryReading.range(info))
        .containsExactly(Long.parseLong(from, 16), Long.parseLong(to, 16));
  }

  @Test
  void histogramHasItsTotalAtTheEnd() {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         20505        1234567  [B (java.base@17.0.1)
        Total         40000        7654321
        """;
    assertThat(MemoryReading.total(histogram)).isEqualTo(7_654_321);
    assertThatThrownBy(() -> MemoryReading.total("")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsKeptIsSeenWhereItIs() throws Exception {
    MemoryReading before = settled();
    byte[][] objects = new byte[20][MEGABYTE];
    ByteBuffer buffer = ByteBuffer.allocateDirect(10 * MEGABYTE);
    for (int i = 0; i < buffer.capacity(); i += 4096) {
      buffer.put(i, (byte) 1);
    }
    CountDownLatch deep = new CountDownLatch(50);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < 50; i++) {
      new Thread(() -> recurse(1_000, deep, end)).start();
    }
    deep.await();
    MemoryReading after = MemoryReading.read(KERNEL);
    end.countDown();
    assertThat(objects).hasDimensions(20, MEGABYTE);

    // What other tests have left in this JVM may go meanwhile, a megabyte of each kind at most.
    assertThat(after.counted() - before.counted()).isBetween(18L * MEGABYTE, 23L * MEGABYTE);
    assertThat(after.heap() - before.heap()).isBetween(18L * MEGABYTE, 23L * MEGABYTE);
    assertThat(after.direct() - before.direct()).isBetween(9L * MEGABYTE, 12L * MEGABYTE);
    Resident one = before.resident().orElseThrow();
    Resident two = after.resident().orElseThrow();
    long stacks = two.stacks() - one.stacks();
    assertThat(stacks).as("50 stacks with 1,000 frames each").isGreaterThan(50L * 30_000);
    assertThat(two.outside() - one.outside()).isBetween(8L * MEGABYTE, 30L * MEGABYTE + 2 * stacks);
  }

  private static void recurse(int frames, CountDownLatch deep, CountDownLatch end) {
    if (frames > 0) {
      recurse(frames - 1, deep, end);
      return;
    }
    deep.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads until what tests before have left is collected, which takes more than one reading. */
  private static MemoryReading settled() throws Exception {
    MemoryReading last = MemoryReading.read(KERNEL);
    for (int i = 0; i < 20; i++) {
      MemoryReading next = MemoryReading.read(KERNEL);
      boolean same = Math.abs(next.heap() - last.heap()) < MEGABYTE / 10;
      if (same && next.direct() == last.direct()) {
        return next;
      }
      last = next;
    }
    return last;
  }
}
