package io.gatherbench.results;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Constant properties of a machine, besides those of {@link Machine}, that its times may depend on.
 * Where the kernel does not tell, {@code unknown} or empty.
 *
 * @param governor how its processors choose their clock; several if they differ
 * @param virtualisation {@code none seen}, or the hypervisor and container
 * @param power {@code mains}, {@code battery}, or {@code unknown}
 * @param openFiles the limit of files and sockets, to which JVMs raise their own
 */
public record MachineFacts(
    String kernel,
    int coresOnline,
    String governor,
    String virtualisation,
    String clock,
    Optional<Long> timerSlackNanos,
    String power,
    Optional<Long> openFiles) {

  private static final String UNKNOWN = "unknown";
  private static final String PROCESSORS = "sys/devices/system/cpu";

  /** Reads the properties. */
  public static MachineFacts of(KernelFiles files) {
    List<String> processors =
        files.names(PROCESSORS).stream().filter(name -> name.matches("cpu\\d+")).sorted().toList();
    return new MachineFacts(
        files.text("proc/version").orElse(System.getProperty("os.version")),
        processors.isEmpty() ? Runtime.getRuntime().availableProcessors() : processors.size(),
        governor(files, processors),
        virtualisation(files),
        files
            .text("sys/devices/system/clocksource/clocksource0/current_clocksource")
            .orElse(UNKNOWN),
        files.number("proc/self/timerslack_ns"),
        power(files),
        openFiles(files));
  }

  private static String governor(KernelFiles files, List<String> processors) {
    List<String> governors =
        processors.stream()
            .map(name -> files.text(PROCESSORS + "/" + name + "/cpufreq/scaling_governor"))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return governors.isEmpty() ? UNKNOWN : String.join(", ", governors);
  }

  private static String virtualisation(KernelFiles files) {
    Stream<String> hypervisor =
        files
            .text("sys/class/dmi/id/product_name")
            .or(() -> files.text("sys/hypervisor/type"))
            .map(product -> "virtual machine (" + product + ")")
            .or(() -> Optional.of("virtual machine"))
            .filter(name -> files.field("proc/cpuinfo", "flags").orElse("").contains("hypervisor"))
            .stream();
    boolean docker = files.text(".dockerenv").isPresent();
    boolean podman = files.text("run/.containerenv").isPresent();
    Stream<String> container =
        docker ? Stream.of("container (docker)") : podman ? Stream.of("container") : Stream.of();
    String all = String.join(", ", Stream.concat(hypervisor, container).toList());
    return all.isEmpty() ? "none seen" : all;
  }

  private static String power(KernelFiles files) {
    String supplies = "sys/class/power_supply";
    List<String> names = files.names(supplies);
    if (names.stream()
        .anyMatch(name -> files.number(supplies + "/" + name + "/online").orElse(0L) == 1)) {
      return "mains";
    }
    boolean discharging =
        names.stream()
            .map(name -> files.text(supplies + "/" + name + "/status").orElse(""))
            .anyMatch("Discharging"::equals);
    return discharging ? "battery" : UNKNOWN;
  }

  private static Optional<Long> openFiles(KernelFiles files) {
    return files.text("proc/self/limits").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" {2,}")[2])
        .filter(hard -> hard.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .findFirst();
  }
}
