package io.gatherbench.run.jmh;

import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/** JMH's options with the words they were read from; {@code -prof async} gets the jar's library. */
public final class JmhOptions extends CommandLineOptions {

  private static final long serialVersionUID = 1L;

  /** Profilers that only read counters before and after an iteration. */
  private static final Set<String> HARMLESS =
      Set.of("gc", "cl", "comp", "GCProfiler", "ClassloaderProfiler", "CompilerProfiler");

  /** Options of benchmarks, and of what JMH prints. */
  private static final Pattern NOT_SETTINGS =
      Pattern.compile("-(p|bm|e|v)(=.*)?|-p(?!rof=)[A-Za-z]\\w*=.*");

  // JMH's class is serializable, but nobody sends these: they hold a list that is.
  @SuppressWarnings("serial")
  private final List<String> words;

  private final boolean benchmarks;

  private JmhOptions(List<String> words, boolean benchmarks) throws CommandLineOptionException {
    super(ProfilerLibrary.withLibraryPath(words).toArray(new String[0]));
    this.words = List.copyOf(words);
    this.benchmarks = benchmarks;
  }

  /** Reads a command line; refuses one that JMH does not understand. */
  public static JmhOptions parse(List<String> words) throws UnusableInputException {
    return parse(words, true);
  }

  private static JmhOptions parse(List<String> words, boolean benchmarks)
      throws UnusableInputException {
    try {
      return new JmhOptions(words, benchmarks);
    } catch (CommandLineOptionException e) {
      throw new UnusableInputException("unusable option: " + e.getMessage() + "; see -h");
    }
  }

  /** Returns the options without benchmarks: JMH adds a parent's patterns to those of its child. */
  public JmhOptions withoutBenchmarks() throws UnusableInputException {
    return parse(words, false);
  }

  /** Returns the names in {@code -p name=value}: JMH silently drops those that no benchmark has. */
  public Set<String> givenParameters() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-p") && i + 1 < words.size()) {
        names.add(words.get(i + 1).split("=", 2)[0]);
      } else if (word.matches("-p[A-Za-z]\\w*=.*") && !word.startsWith("-prof=")) {
        names.add(word.substring(2).split("=", 2)[0]);
      }
    }
    return names;
  }

  /** Returns the words that say how to measure, without benchmarks, their parameters and modes. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-")) {
        // Each of JMH's options takes a value, as the next word or within its own.
        boolean whole = word.matches("-[A-Za-z]+(\\d|=|\\w+=).*");
        int next = Math.min(words.size(), i + (whole ? 1 : 2));
        if (!NOT_SETTINGS.matcher(word).matches()) {
          settings.addAll(words.subList(i, next));
        }
        i = next - 1;
      }
    }
    return settings;
  }

  @Override
  public List<String> getIncludes() {
    return benchmarks ? super.getIncludes() : List.of();
  }

  @Override
  public List<String> getExcludes() {
    return benchmarks ? super.getExcludes() : List.of();
  }

  /** Returns as {@code prof} the profilers that cost time, because they change the scores. */
  public Map<String, String> rowParameters() {
    String names =
        getProfilers().stream()
            .map(ProfilerConfig::getKlass)
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .filter(name -> !HARMLESS.contains(name))
            .distinct()
            .sorted()
            .collect(Collectors.joining("+"));
    return names.isEmpty() ? Map.of() : Map.of("prof", names);
  }

  /** Refuses profilers that there are not, or not here. */
  void checkProfilers() throws UnusableInputException {
    for (ProfilerConfig profiler : getProfilers()) {
      try {
        ProfilerFactory.getProfilerOrException(profiler);
      } catch (ProfilerException e) {
        throw new UnusableInputException(
            "JMH cannot run with -prof " + profiler.getKlass() + ": " + JmhRun.message(e));
      }
    }
  }

  /** Refuses numbers of forks, of which a plan has one in each round. */
  public void refuseForks(String command) throws UnusableInputException {
    if (shouldList()
        || shouldListWithParams()
        || shouldListProfilers()
        || shouldListResultFormats()) {
      throw new UnusableInputException(
          "-l, -lp, -lprof and -lrf are not for " + command + "; they stand alone");
    }
    if (getForkCount().hasValue() || getWarmupForkCount().hasValue()) {
      throw new UnusableInputException("-f or -wf is not for " + command + "; allowed: --rounds");
    }
  }

  /** Refuses options for JVMs and files, for which a command has options of its own. */
  public void refuseJvmsAndFiles(String command) throws UnusableInputException {
    if (getJvm().hasValue()
        || getJvmArgs().hasValue()
        || getJvmArgsAppend().hasValue()
        || getJvmArgsPrepend().hasValue()) {
      throw new UnusableInputException(
          "-jvm and -jvmArgs are not for " + command + "; allowed: --jdk 'name=PATH flags'");
    }
    if (getResult().hasValue() || getResultFormat().hasValue() || getOutput().hasValue()) {
      throw new UnusableInputException(
          "-rf, -rff and -o are not for " + command + "; allowed: --out FOLDER");
    }
  }
}
