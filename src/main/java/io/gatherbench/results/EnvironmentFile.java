package io.gatherbench.results;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes, beside the rows of a run, the machine and the JVM that they come from: all that can
 * make its numbers differ from another's. {@code results/README.md} documents the fields.
 */
public final class EnvironmentFile {

  private EnvironmentFile() {}

  /**
   * Writes the file.
   *
   * @param file a new file
   * @param target the JVM of the forks
   * @param before what went on before the start
   * @throws IOException if the file is there already, or cannot be written
   */
  public static void write(
      Path file,
      OffsetDateTime now,
      RunInfo info,
      TargetVm target,
      MachineLoad before,
      KernelFiles kernel)
      throws IOException {
    MachineFacts facts = MachineFacts.of(kernel);
    JsonObject json =
        new JsonObject()
            .put("run", info.run())
            .put("recorded_at", now.toString())
            .put("gatherbench", build())
            .put("jdk", jdk(info, target))
            .put("machine", machine(info.machine(), facts))
            .put("container", container(ContainerLimits.of(kernel)))
            .put("load_before", load(before, kernel))
            .put(
                "transport",
                new JsonObject().put("stub", info.stub()).put("vertx_client", nativeTransport()));
    Files.writeString(file, json.encodePrettily() + "\n", StandardOpenOption.CREATE_NEW);
  }

  /**
   * The JVM of the forks, as far as rows do not tell.
   *
   * @param executable its {@code java}
   * @param flags the flags that differ from their defaults, with their values, whether set by the
   *     user or by the JVM itself
   */
  public record TargetVm(String executable, Map<String, String> flags) {}

  private static JsonObject build() {
    BuildInfo build = BuildInfo.current();
    return new JsonObject()
        .put("version", build.version())
        .put("commit", build.commit())
        .put("clean", build.clean().orElse(null))
        .put("libraries", object(build.libraries()));
  }

  private static JsonObject jdk(RunInfo info, TargetVm target) {
    return new JsonObject()
        .put("version", info.jdk())
        .put("vm", info.vm())
        .put("executable", target.executable())
        .put("collector", info.gc())
        .put("heap_initial_bytes", number(target.flags().get("InitialHeapSize")))
        .put("heap_max_bytes", number(target.flags().get("MaxHeapSize")))
        .put("arguments", info.vmArgs())
        .put("flags_not_default", object(new TreeMap<>(target.flags())));
  }

  private static JsonObject machine(Machine machine, MachineFacts facts) {
    return new JsonObject()
        .put("host", machine.host())
        .put("os", machine.os())
        .put("kernel", facts.kernel())
        .put("cpu", machine.cpu())
        .put("cores_usable", machine.cores())
        .put("cores_online", facts.coresOnline())
        .put("memory_mb", machine.memoryMb())
        .put("frequency_governor", facts.governor())
        .put("virtualisation", facts.virtualisation())
        .put("clock", facts.clock())
        .put("timer_slack_ns", facts.timerSlackNanos().orElse(null))
        .put("power", facts.power())
        .put("open_files_limit", facts.openFiles().orElse(null));
  }

  private static JsonObject container(ContainerLimits limits) {
    return new JsonObject()
        .put("processors", limits.processors().orElse(null))
        .put("memory_bytes", limits.memoryBytes().orElse(null))
        .put("tasks", limits.tasks().orElse(null));
  }

  private static JsonObject load(MachineLoad before, KernelFiles kernel) {
    JsonArray busy = new JsonArray();
    before
        .busy()
        .forEach(
            process ->
                busy.add(
                    new JsonObject()
                        .put("pid", process.pid())
                        .put("name", process.name())
                        .put("cores", round(process.cores()))));
    return new JsonObject()
        .put("load_averages", kernel.text("proc/loadavg").orElse(null))
        .put("steal_percent", round(before.stealPercent()))
        .put("busy_processes", busy);
  }

  private static String nativeTransport() {
    Transport best = Transport.nativeTransport();
    return best != null && best.available() ? best.name() : "nio";
  }

  private static JsonObject object(Map<String, String> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::put);
    return object;
  }

  private static Long number(String value) {
    return value == null ? null : Long.valueOf(value);
  }

  private static double round(double value) {
    return Math.rint(value * 100) / 100;
  }
}
