package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Folder;
import io.gatherbench.command.OptionValues.Time;
import io.gatherbench.profile.ProfileRequest;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Option;

/** The options of {@code profile}. */
final class ProfileOptions {

  @Option(
      names = "--event",
      paramLabel = "LIST",
      description =
          "Of cpu, alloc, wall, lock; default cpu,alloc. On wall and lock, parked virtual "
              + "threads are not seen.")
  private String events = "cpu,alloc";

  @Option(
      names = "--jdk",
      paramLabel = "'[NAME=]PATH [FLAGS]'",
      description =
          "A JDK, and flags for its forks; repeated; each is compared with the first. "
              + "Default: the JDK of this command.")
  List<String> jdks = List.of();

  @Option(
      names = "--diff",
      paramLabel = "A,B",
      description =
          "Compares two strategies, method by method, for each request; repeated; A,A "
              + "compares two forks of one cell.")
  private List<String> pairs = List.of();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = SampledTime.class,
      description = "How long each fork is sampled, such as 30s or 500ms; default 10s.")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description =
          "async (default): async-profiler, from the jar; jfr: the JDK's flight recorder, "
              + "used as well where async-profiler does not load.")
  private Sampler sampler = Sampler.ASYNC;

  @Option(names = "--stub", description = "Profiles the stub as well.")
  private boolean stub;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "An empty folder; default results/<date>-<host>-profile.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "Resumes the interrupted run in a folder: profiles what is missing.")
  Path resume;

  ProfileRequest request(List<String> jmh) throws UnusableInputException {
    List<List<String>> strategies = new ArrayList<>();
    for (String pair : pairs) {
      strategies.add(pair(pair));
    }
    TimeValue time = TimeValue.milliseconds(duration.toMillis());
    return new ProfileRequest(List.copyOf(jmh), events(events), time, sampler, stub, strategies);
  }

  private static Set<ProfileEvent> events(String value) throws UnusableInputException {
    Map<String, ProfileEvent> known = new LinkedHashMap<>();
    for (ProfileEvent event : ProfileEvent.values()) {
      known.put(event.label(), event);
    }
    List<String> words = List.of(value.split(",", -1));
    if (!known.keySet().containsAll(words)) {
      String allowed = String.join(", ", known.keySet()) + ", or several";
      throw new UnusableInputException("--event", value, allowed);
    }
    return words.stream().map(known::get).collect(Collectors.toSet());
  }

  private static List<String> pair(String value) throws UnusableInputException {
    List<String> pair = List.of(value.split(",", -1));
    if (pair.size() != 2 || pair.contains("")) {
      throw new UnusableInputException("--diff", value, "STRATEGY,STRATEGY");
    }
    return pair;
  }

  static final class SampledTime extends Time {
    SampledTime() {
      super("ms|s|m", 100, 3_600_000, "a whole number with ms, s or m, from 100ms to 60m");
    }
  }
}
