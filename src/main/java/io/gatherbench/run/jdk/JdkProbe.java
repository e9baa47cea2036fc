package io.gatherbench.run.jdk;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts JVMs and reads their version, flags and collector. */
public final class JdkProbe {

  private static final int OLDEST = 17;
  private static final Pattern PROPERTY = Pattern.compile("^\\s+(java\\.[a-z.]+) = (.*)$");
  private static final Pattern COLLECTOR =
      Pattern.compile("^\\s*bool Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC\\s+:?= true\\b.*$");

  /** As {@code -XX:+PrintFlagsFinal} prints one: type, name, value, kind, and where it is from. */
  private static final Pattern FLAG =
      Pattern.compile("^\\s*\\w+ (\\w+)\\s+:?= (.*?)\\s+\\{[^}]*\\}(?: \\{([^}]*)\\})?\\s*$");

  private JdkProbe() {}

  /**
   * Starts a JVM and reads what it says of itself.
   *
   * @throws UnusableInputException if it is no JVM, refuses the flags, or is older than 17
   */
  public static TargetJdk probe(String executable, List<String> flags)
      throws UnusableInputException {
    List<String> lines = describe(executable, flags);
    Map<String, String> properties = new LinkedHashMap<>();
    String gc = "unknown";
    for (String line : lines) {
      Matcher property = PROPERTY.matcher(line);
      if (property.matches()) {
        properties.put(property.group(1), property.group(2).strip());
      }
      Matcher collector = COLLECTOR.matcher(line);
      if (collector.matches()) {
        gc = collector.group(1);
      }
    }
    String version = properties.get("java.version");
    String specification = properties.get("java.specification.version");
    if (version == null || specification == null) {
      throw new UnusableInputException(
          "-jvm", executable, "the java executable of a JDK" + complaint(lines, flags));
    }
    int feature =
        specification.startsWith("1.") ? 8 : Integer.parseInt(specification.split("\\.")[0]);
    if (feature < OLDEST) {
      throw new UnusableInputException(
          "-jvm", executable + " (Java " + version + ")", "Java " + OLDEST + " or later");
    }
    String name = properties.get("java.vm.name") + " " + properties.get("java.vm.version");
    String vm = name + " (" + properties.getOrDefault("java.vendor", "unknown vendor") + ")";
    return new TargetJdk(executable, feature, version, vm, gc);
  }

  /** Returns the {@code java} of the JDK that this process runs on. */
  public static String ownExecutable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns flags that silence a JDK's warnings about JMH and Netty; others may refuse them. */
  public static List<String> quietFlags(TargetJdk jdk) {
    List<String> flags = new ArrayList<>();
    if (jdk.feature() >= 22) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    if (jdk.feature() >= 23) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  private static String complaint(List<String> lines, List<String> flags) {
    if (flags.isEmpty()) {
      return "";
    }
    return lines.stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> " that takes the flags " + flags + "; it says: " + line.strip())
        .orElse("");
  }

  /**
   * Returns the flags that differ from their defaults, set by the user or by the JVM for this
   * machine.
   *
   * @throws UnusableInputException if the JVM refuses the given flags
   */
  public static Map<String, String> flagsNotDefault(TargetJdk jdk, List<String> given)
      throws UnusableInputException {
    Map<String, String> flags = new TreeMap<>();
    for (String line : describe(jdk.executable(), given)) {
      Matcher flag = FLAG.matcher(line);
      boolean asking = line.contains(" PrintFlagsFinal ");
      if (flag.matches() && flag.group(3) != null && !flag.group(3).equals("default") && !asking) {
        flags.put(flag.group(1), flag.group(2).strip());
      }
    }
    return flags;
  }

  private static List<String> describe(String executable, List<String> flags)
      throws UnusableInputException {
    List<String> command = new ArrayList<>(flags);
    command.add(0, executable);
    command.addAll(
        List.of("-XX:+PrintFlagsFinal", "-XshowSettings:properties", "-Duser.language=en"));
    command.add("-version");
    try {
      return ProgramOutput.of(command).lines();
    } catch (IOException e) {
      throw new UnusableInputException(
          "-jvm", executable, "the java executable of a JDK" + hint(executable));
    }
  }

  /** Names {@code bin/java} below the path if the path is a JDK's home. */
  private static String hint(String named) {
    Path inside = Path.of(named, "bin", "java");
    return Files.isExecutable(inside) ? ", such as " + inside : "";
  }
}
