package io.gatherbench.profile;

import io.gatherbench.plan.Variant;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.ForkKind;
import io.gatherbench.run.jmh.ProfilerLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The profiler that each JDK takes, and its settings.
 *
 * @param whyNotAsync why JFR samples a variant, by its name; empty if async-profiler does
 */
record Samplers(
    Set<ProfileEvent> events, Optional<ProfilerLibrary> library, Map<String, String> whyNotAsync) {

  /** A prime near a millisecond, which no rhythm of the program follows for long. */
  private static final String CPU_INTERVAL = "interval=997003";

  private static final String WALL_INTERVAL = "5ms";

  /**
   * Timers of the threads' own processor time, where the system has them. Performance events show
   * the kernel's frames too, but slow down strategies with many threads, and are often forbidden.
   */
  private static final String CPU_EVENT =
      System.getProperty("os.name").equals("Linux") ? "ctimer" : "cpu";

  static final String ASYNC_COMMAND = "start,jfr,alloc,event=" + CPU_EVENT + "," + CPU_INTERVAL;

  /** Tries async-profiler on each JDK, unless JFR is asked for. */
  static Samplers of(ProfileRequest request, List<Variant> variants) throws UnusableInputException {
    boolean async = request.sampler() == Sampler.ASYNC;
    Optional<ProfilerLibrary> library = async ? ProfilerLibrary.unpack() : Optional.empty();
    Map<String, String> whyNot = new LinkedHashMap<>();
    for (Variant variant : variants) {
      String java = variant.jdk().executable();
      String why =
          library
              .map(file -> file.whyNot(java, variant.flags(), ASYNC_COMMAND))
              .orElse("async-profiler has no library for this system, or it cannot be written");
      whyNot.put(variant.name(), async ? why : "as asked for");
    }
    Samplers samplers = new Samplers(request.events(), library, whyNot);
    if (request.events().equals(Set.of(ProfileEvent.WALL))
        && variants.stream().anyMatch(variant -> samplers.of(variant) == Sampler.JFR)) {
      throw new UnusableInputException(
          "--event", "wall", "cpu, alloc, lock where JFR samples, which knows no wall clock");
    }
    return samplers;
  }

  Sampler of(Variant variant) {
    return whyNotAsync.get(variant.name()).isEmpty() ? Sampler.ASYNC : Sampler.JFR;
  }

  List<ProfileEvent> events(Variant variant) {
    boolean async = of(variant) == Sampler.ASYNC;
    return events.stream().filter(event -> async || event != ProfileEvent.WALL).sorted().toList();
  }

  /** Returns how to profile a fork, with a recording somewhere below a folder. */
  ForkKind profiling(Variant variant, Path folder) throws IOException {
    if (of(variant) == Sampler.ASYNC) {
      return async(folder);
    }
    StringBuilder settings = new StringBuilder();
    if (events.contains(ProfileEvent.CPU)) {
      settings.append(event("jdk.ExecutionSample", "stackTrace", "true", "period", "1 ms"));
    }
    if (events.contains(ProfileEvent.ALLOC)) {
      settings.append(
          event("jdk.ObjectAllocationSample", "stackTrace", "true", "throttle", "2000/s"));
    }
    if (events.contains(ProfileEvent.LOCK)) {
      settings.append(event("jdk.JavaMonitorEnter", "stackTrace", "true", "threshold", "0 ns"));
      settings.append(event("jdk.ThreadPark", "stackTrace", "true", "threshold", "10 us"));
    }
    return recorder(settings.toString(), folder);
  }

  static ForkKind virtualThreads(Path folder) throws IOException {
    return recorder(
        event("jdk.VirtualThreadStart", "stackTrace", "false")
            + event("jdk.VirtualThreadPinned", "stackTrace", "true", "threshold", "0 ns"),
        folder);
  }

  private ForkKind async(Path folder) {
    List<ProfileEvent> ordered =
        Stream.of(ProfileEvent.CPU, ProfileEvent.WALL, ProfileEvent.ALLOC, ProfileEvent.LOCK)
            .filter(events::contains)
            .toList();
    ProfileEvent primary = ordered.get(0);
    List<String> others = new ArrayList<>();
    for (ProfileEvent event : ordered.subList(1, ordered.size())) {
      others.add(event == ProfileEvent.WALL ? "wall=" + WALL_INTERVAL : event.label());
    }
    if (primary == ProfileEvent.CPU) {
      others.add(CPU_INTERVAL);
    } else if (primary == ProfileEvent.WALL) {
      others.add("interval=" + WALL_INTERVAL);
    }
    String raw = others.isEmpty() ? "" : ";rawCommand=" + String.join(",", others);
    String event = primary == ProfileEvent.CPU ? CPU_EVENT : primary.label();
    String options = "libPath=%s;output=jfr;dir=%s;event=%s%s";
    return new ForkKind.Profiling(
        Sampler.ASYNC.jmhName(),
        options.formatted(library.orElseThrow().file(), folder, event, raw));
  }

  private static ForkKind recorder(String events, Path folder) throws IOException {
    Path settings = folder.resolve("settings.jfc");
    Files.writeString(
        settings,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
        %s</configuration>
        """
            .formatted(events));
    return new ForkKind.Profiling(
        Sampler.JFR.jmhName(), "configName=" + settings + ";stackDepth=256;dir=" + folder);
  }

  /** Returns an event's element, with names and values of its settings in turn. */
  private static String event(String name, String... settings) {
    StringBuilder xml = new StringBuilder("<event name=\"" + name + "\">");
    xml.append("<setting name=\"enabled\">true</setting>");
    for (int i = 0; i < settings.length; i += 2) {
      xml.append("<setting name=\"%s\">%s</setting>".formatted(settings[i], settings[i + 1]));
    }
    return xml + "</event>\n";
  }
}
