package io.gatherbench.profile;

import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.run.jmh.ForkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sets up JMH's profilers for a fork. */
final class ProfilerSetting {

  /** A prime number near a millisecond: no rhythm of the program's falls in with it for long. */
  private static final long CPU_INTERVAL_NANOS = 997_003;

  /**
   * Timers of the threads' own processor time, where the system has them. Performance events show
   * the kernel's frames too, but cost so much at each switch between threads that strategies with
   * many threads look worse than they are, and not every user and container has them.
   */
  private static final String CPU_EVENT =
      System.getProperty("os.name").equals("Linux") ? "ctimer" : "cpu";

  private static final String WALL_INTERVAL = "5ms";
  private static final List<ProfileEvent> PRIMARY_FIRST =
      List.of(ProfileEvent.CPU, ProfileEvent.WALL, ProfileEvent.ALLOC, ProfileEvent.LOCK);

  private ProfilerSetting() {}

  /** async-profiler, which writes a recording somewhere below a folder. */
  static ForkKind.Profiling async(Path library, Set<ProfileEvent> events, Path folder) {
    List<ProfileEvent> ordered = PRIMARY_FIRST.stream().filter(events::contains).toList();
    ProfileEvent primary = ordered.get(0);
    List<String> others = new ArrayList<>();
    for (ProfileEvent event : ordered.subList(1, ordered.size())) {
      others.add(event == ProfileEvent.WALL ? "wall=" + WALL_INTERVAL : event.label());
    }
    if (primary == ProfileEvent.CPU) {
      others.add("interval=" + CPU_INTERVAL_NANOS);
    } else if (primary == ProfileEvent.WALL) {
      others.add("interval=" + WALL_INTERVAL);
    }
    String raw = others.isEmpty() ? "" : ";rawCommand=" + String.join(",", others);
    return new ForkKind.Profiling(
        "async",
        "libPath=" + library + ";output=jfr;dir=" + folder + ";event=" + name(primary) + raw);
  }

  /** The words that have async-profiler sample processor time and allocation, apart from JMH. */
  static String asyncCommand() {
    return "start,jfr,alloc,event=" + CPU_EVENT + ",interval=" + CPU_INTERVAL_NANOS;
  }

  private static String name(ProfileEvent event) {
    return event == ProfileEvent.CPU ? CPU_EVENT : event.label();
  }

  /**
   * The JDK's flight recorder, sampling.
   *
   * @throws IOException if its settings cannot be written to the folder
   */
  static ForkKind.Profiling recorder(Set<ProfileEvent> events, Path folder) throws IOException {
    StringBuilder settings = new StringBuilder();
    if (events.contains(ProfileEvent.CPU)) {
      settings.append(event("jdk.ExecutionSample", "period", "1 ms"));
    }
    if (events.contains(ProfileEvent.ALLOC)) {
      settings.append(event("jdk.ObjectAllocationSample", "throttle", "2000/s"));
    }
    if (events.contains(ProfileEvent.LOCK)) {
      settings.append(event("jdk.JavaMonitorEnter", "threshold", "0 ns"));
      settings.append(event("jdk.ThreadPark", "threshold", "10 us"));
    }
    return recorder(settings.toString(), folder);
  }

  /**
   * The JDK's flight recorder, with an event for each virtual thread.
   *
   * @throws IOException if its settings cannot be written to the folder
   */
  static ForkKind.Profiling virtualThreads(Path folder) throws IOException {
    return recorder(
        event("jdk.VirtualThreadStart", "stackTrace", "false")
            + event("jdk.VirtualThreadPinned", "threshold", "0 ns"),
        folder);
  }

  private static ForkKind.Profiling recorder(String events, Path folder) throws IOException {
    Path settings = folder.resolve("settings.jfc");
    Files.writeString(
        settings,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration version=\"2.0\">\n"
            + events
            + "</configuration>\n");
    return new ForkKind.Profiling(
        "jfr", "configName=" + settings + ";stackDepth=256;dir=" + folder);
  }

  private static String event(String name, String setting, String value) {
    String stacks =
        setting.equals("stackTrace") ? "" : "<setting name=\"stackTrace\">true</setting>";
    return "<event name=\""
        + name
        + "\"><setting name=\"enabled\">true</setting>"
        + stacks
        + "<setting name=\""
        + setting
        + "\">"
        + value
        + "</setting></event>\n";
  }
}
