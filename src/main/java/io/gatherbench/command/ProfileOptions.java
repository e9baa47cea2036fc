package io.gatherbench.command;

import io.gatherbench.profile.ProfileRequest;
import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What {@code profile} is told: options of its own, and the rest for JMH.
 *
 * @param jdks as given; none for the one that runs this
 * @param request what is to be profiled
 * @param out the folder, or null for the default place
 * @param help whether it is only to say what it can do
 */
record ProfileOptions(List<String> jdks, ProfileRequest request, Path out, boolean help) {

  private static final Set<String> OWN =
      Set.of("--event", "--jdk", "--diff", "--duration", "--sampler", "--out");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
  private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long SHORTEST_MILLIS = 100;

  static ProfileOptions parse(List<String> words) throws UnusableInputException {
    List<String> jdks = new ArrayList<>();
    List<String> jmh = new ArrayList<>();
    List<List<String>> pairs = new ArrayList<>();
    Set<ProfileEvent> events = EnumSet.of(ProfileEvent.CPU, ProfileEvent.ALLOC);
    TimeValue duration = TimeValue.seconds(10);
    Sampler sampler = Sampler.ASYNC;
    boolean stub = false;
    Path out = null;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = word.startsWith("--") ? word.split("=", 2)[0] : word;
      if (word.equals("--stub")) {
        stub = true;
        continue;
      }
      if (!OWN.contains(name)) {
        jmh.add(word);
        continue;
      }
      String value =
          word.contains("=") ? word.split("=", 2)[1] : i + 1 < words.size() ? words.get(++i) : "";
      switch (name) {
        case "--event" -> events = events(value);
        case "--jdk" -> jdks.add(value);
        case "--diff" -> pairs.add(pair(value));
        case "--duration" -> duration = duration(value);
        case "--sampler" -> sampler = sampler(value);
        default -> out = folder(value);
      }
    }
    boolean help = words.contains("--help") || words.contains("-h");
    ProfileRequest request =
        new ProfileRequest(
            List.copyOf(jmh), Set.copyOf(events), duration, sampler, stub, List.copyOf(pairs));
    return new ProfileOptions(List.copyOf(jdks), request, out, help);
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

  private static TimeValue duration(String value) throws UnusableInputException {
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      long millis =
          switch (matcher.group(2)) {
            case "ms" -> number;
            case "s" -> TimeUnit.SECONDS.toMillis(number);
            default -> TimeUnit.MINUTES.toMillis(number);
          };
      if (millis >= SHORTEST_MILLIS && millis <= LONGEST_MILLIS) {
        return TimeValue.milliseconds(millis);
      }
    }
    throw new UnusableInputException(
        "--duration", value, "a whole number with ms, s or m, from 100ms to 60m");
  }

  private static Sampler sampler(String value) throws UnusableInputException {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "async" -> Sampler.ASYNC;
      case "jfr" -> Sampler.JFR;
      default -> throw new UnusableInputException("--sampler", value, "async, jfr");
    };
  }

  private static Path folder(String value) throws UnusableInputException {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new UnusableInputException("--out", value, "a folder's path");
    }
    throw new UnusableInputException("--out", value, "a folder's path");
  }
}
