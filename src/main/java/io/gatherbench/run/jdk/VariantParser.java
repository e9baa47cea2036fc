package io.gatherbench.run.jdk;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes variants of what the user says of JDKs. */
public final class VariantParser {

  private static final String ALLOWED =
      "[name=]PATH of a JDK of 17 or later, and flags after it; a name is of letters, digits and"
          + " . _ + -";

  private static final int LONGEST_NAME = 60;

  /** By release and update; an early access build before what it becomes. */
  private static final Comparator<TargetJdk> OLDEST_FIRST =
      Comparator.comparingInt(TargetJdk::feature)
          .thenComparing(VariantParser::numbers, Arrays::compare)
          .thenComparing(jdk -> !jdk.version().contains("-ea"))
          .thenComparing(TargetJdk::version)
          .thenComparing(TargetJdk::vm);

  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._+-]{1,60})=(.+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+][A-Za-z0-9._+-]{0,59}");

  private VariantParser() {}

  /**
   * Returns the variants that are named, in that order.
   *
   * @param specifications each {@code [name=]PATH [flags]}; the path of a JDK or its {@code java}
   * @param hostFlags flags that all forks get before their own
   * @throws UnusableInputException if a JDK is older than 17 or unusable, or a name is there twice
   */
  public static List<Variant> of(List<String> specifications, List<String> hostFlags)
      throws UnusableInputException {
    Map<String, Variant> variants = new LinkedHashMap<>();
    for (String specification : specifications) {
      Matcher named = NAMED.matcher(specification.strip());
      String name = named.matches() ? named.group(1) : "";
      String rest = named.matches() ? named.group(2) : specification.strip();
      // A path may have blanks in it; a flag begins with a dash after one.
      String[] parts = rest.split(" +(?=-)", 2);
      List<String> flags = new ArrayList<>(hostFlags);
      if (parts.length > 1) {
        flags.addAll(List.of(parts[1].strip().split(" +")));
      }
      TargetJdk jdk = probe(specification, executable(specification, parts[0].strip()), flags);
      if (!name.isEmpty() && (!NAME.matcher(name).matches() || variants.containsKey(name))) {
        throw new UnusableInputException("--jdk", specification, "each name once; " + ALLOWED);
      }
      add(variants, name, jdk, flags);
    }
    return List.copyOf(variants.values());
  }

  /**
   * Returns a variant for each JDK of 17 or later among the folders, from oldest to newest.
   *
   * @param leftOut receives why a JDK is left out, a line each
   */
  public static List<Variant> found(
      List<Path> homes, List<String> hostFlags, Consumer<String> leftOut) {
    List<TargetJdk> jdks = new ArrayList<>();
    for (Path home : homes) {
      try {
        jdks.add(JdkProbe.probe(home.resolve("bin").resolve("java").toString(), hostFlags));
      } catch (UnusableInputException e) {
        leftOut.accept(e.getMessage().replaceFirst("^-jvm is '(.*)'; allowed: ", "$1: not "));
      }
    }
    jdks.sort(OLDEST_FIRST);
    Map<String, Variant> variants = new LinkedHashMap<>();
    jdks.forEach(jdk -> add(variants, "", jdk, hostFlags));
    return List.copyOf(variants.values());
  }

  /** Returns the numbers that a version begins with: 21, 0, 2 of 21.0.2+13-LTS. */
  private static int[] numbers(TargetJdk jdk) {
    return Stream.of(jdk.version().split("[^0-9.]", 2)[0].split("\\."))
        .filter(number -> number.matches("\\d{1,9}"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Adds a variant by its given name or its version, with a number if that is taken. */
  private static void add(
      Map<String, Variant> variants, String given, TargetJdk jdk, List<String> flags) {
    String stem = given.isEmpty() ? fileName(jdk.version()) : given;
    String name = stem;
    for (int number = 2; variants.containsKey(name); number++) {
      name = stem + "-" + number;
    }
    variants.put(name, new Variant(name, jdk, List.copyOf(flags)));
  }

  /** Returns a version as it may stand in the name of a file: one may hold any text. */
  private static String fileName(String version) {
    String name = version.replaceAll("[^A-Za-z0-9._+-]", "_").replaceFirst("^[.-]", "_");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /** A JDK's {@code java}, whether the JDK is named, its {@code bin}, or the file itself. */
  private static String executable(String specification, String path)
      throws UnusableInputException {
    for (String inside : List.of("bin/java", "Contents/Home/bin/java", "java", "")) {
      Path java = Path.of(path).resolve(inside);
      if (Files.isRegularFile(java)) {
        return java.toString();
      }
    }
    throw new UnusableInputException("--jdk", specification, ALLOWED);
  }

  private static TargetJdk probe(String specification, String executable, List<String> flags)
      throws UnusableInputException {
    try {
      return JdkProbe.probe(executable, flags);
    } catch (UnusableInputException e) {
      throw new UnusableInputException(
          "--jdk", specification, ALLOWED + " (" + e.getMessage() + ")");
    }
  }
}
