package io.gatherbench.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The machine of a run, as it stands in every row. Cores are those that the JVM may use, in a
 * container perhaps fewer than there are; memory is what it sees, in MiB.
 */
public record Machine(String host, String os, String cpu, int cores, long memoryMb) {

  /** Returns the machine of this JVM, with {@code unknown} for what cannot be found out. */
  public static Machine current() {
    String os =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch");
    long bytes =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        hostName(), os, cpuModel(), Runtime.getRuntime().availableProcessors(), bytes >> 20);
  }

  /** Returns the machine as another JVM sees it; a 0 stands for what this JVM sees. */
  public Machine seenBy(int processors, long memory) {
    return new Machine(
        host, os, cpu, processors > 0 ? processors : cores, memory > 0 ? memory : memoryMb);
  }

  private static String hostName() {
    try {
      Optional<String> kernel = KernelFiles.ofThisMachine().text("proc/sys/kernel/hostname");
      return kernel.isPresent() ? kernel.get() : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String cpuModel() {
    KernelFiles kernel = KernelFiles.ofThisMachine();
    return kernel
        .field("proc/cpuinfo", "model name")
        .or(() -> kernel.field("proc/cpuinfo", "Model"))
        .orElseGet(Machine::cpuModelElsewhere);
  }

  private static String cpuModelElsewhere() {
    try {
      if (System.getProperty("os.name").startsWith("Mac")) {
        return output("sysctl", "-n", "machdep.cpu.brand_string");
      }
      return Objects.requireNonNullElse(System.getenv("PROCESSOR_IDENTIFIER"), "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
