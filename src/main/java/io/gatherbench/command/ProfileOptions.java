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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
  private List<String> jdks = List.of();

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
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      converter = Folder.class,
      description = "Resumes the interrupted run in a folder: profiles what is missing.")
  private Path resume;

  /**
   * Refuses what cannot be combined.
   *
   * @throws UnusableInputException if it is
   */
  void check() throws UnusableInputException {
    UsageErrors.conflict("--resume", resume != null, "--out", out != null);
  }

  List<String> jdks() {
    return jdks;
  }

  /** Returns the folder, or null for the default place. */
  Path out() {
    return out;
  }

  /** Returns the folder of the run to resume, or null for a new run. */
  Path resume() {
    return resume;
  }

  ProfileRequest request(List<String> jmh) throws UnusableInputException {
    List<List<String>> strategies = new ArrayList<>();
    for (String pair : pairs) {
      strategies.add(pair(pair));
    }
    TimeValue time = TimeValue.milliseconds(duration.toMillis());
    return new ProfileRequest(List.copyOf(jmh), events(events), time, sampler, stub, strategies);
  }

  private static Set<ProfileEvent> events(String value) throws UnusableInputException {
    Set<ProfileEvent> events = EnumSet.noneOf(ProfileEvent.class);
    for (String word : value.split(",", -1)) {
      events.add(
          Arrays.stream(ProfileEvent.values())
              .filter(event -> event.label().equals(word))
              .findFirst()
              .orElseThrow(
                  () -> new UnusableInputException("--event", value, labels() + ", or several")));
    }
    return events;
  }

  private static String labels() {
    return Arrays.stream(ProfileEvent.values())
        .map(ProfileEvent::label)
        .collect(Collectors.joining(", "));
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
      super(
          "ms|s|m",
          Duration.ofMillis(100),
          Duration.ofHours(1),
          "a whole number with ms, s or m, from 100ms to 60m");
    }
  }
}
