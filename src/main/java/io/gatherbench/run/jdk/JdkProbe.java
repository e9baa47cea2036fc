package io.gatherbench.run.jdk;

import io.gatherbench.plan.JvmResources;
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

/** Starts JVMs and reads their version, flags and collector, and what they see of the machine. */
public final class JdkProbe {

  private static final int OLDEST = 17;
  private static final String ALLOWED = "the java executable of a JDK";
  private static final Pattern PROPERTY =
      Pattern.compile("^\\s+((?:java|gatherbench)\\.[a-z.]+) = (.*)$");
  private static final Pattern COLLECTOR =
      Pattern.compile("^\\s*bool Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC\\s+:?= true\\b.*$");

  /** As {@code -XX:+PrintFlagsFinal} prints one: type, name, value, kind, and where it is from. */
  private static final Pattern FLAG =
      Pattern.compile("^\\s*\\w+ (\\w+)\\s+:?= (.*?)\\s+\\{[^}]*\\}(?: \\{([^}]*)\\})?\\s*$");

  /** Lines of a JVM that refuses to start which do not say why. */
  private static final Pattern NO_REASON =
      Pattern.compile(
          "\\s*|\\s.*|\\[Global flags].*|Property settings:|(NOTE: )?Picked up .*|-XX:.*"
              + "|Error occurred during initialization of .*"
              + "|Error: (Could not create|A fatal exception).*|Listening for transport .*"
              + "|(OpenJDK|Java HotSpot).* warning: .*");

  private JdkProbe() {}

  /**
   * Starts a JVM and reads what it says of itself.
   *
   * @throws UnusableInputException if it is no JVM, refuses the flags, or is older than 17
   */
  public static TargetJdk probe(String executable, List<String> flags)
      throws UnusableInputException {
    List<String> reporting =
        List.of("-cp", System.getProperty("java.class.path"), JvmReport.class.getName());
    ProgramOutput output = describe(executable, flags, reporting);
    Map<String, String> properties = new LinkedHashMap<>();
    String gc = "unknown";
    long heapBytes = 0;
    for (String line : output.lines()) {
      Matcher property = PROPERTY.matcher(line);
      if (property.matches()) {
        properties.put(property.group(1), property.group(2).strip());
      }
      Matcher collector = COLLECTOR.matcher(line);
      if (collector.matches()) {
        gc = collector.group(1);
      }
      Matcher flag = FLAG.matcher(line);
      if (flag.matches() && flag.group(1).equals("MaxHeapSize")) {
        heapBytes = number(flag.group(2));
      }
    }
    String version = properties.getOrDefault("java.version", "");
    int feature = feature(properties.getOrDefault("java.specification.version", ""));
    if (version.isEmpty() || feature == 0 || output.status() == ProgramOutput.KILLED) {
      throw new UnusableInputException("-jvm", executable, ALLOWED + complaint(output, flags));
    }
    if (feature < OLDEST) {
      throw new UnusableInputException(
          "-jvm", executable + " (Java " + version + ")", "Java " + OLDEST + " or later");
    }
    String name = properties.get("java.vm.name") + " " + properties.get("java.vm.version");
    String vm = name + " (" + properties.getOrDefault("java.vendor", "unknown vendor") + ")";
    JvmResources resources =
        new JvmResources(
            (int) number(properties.getOrDefault(JvmReport.PROCESSORS, "")),
            number(properties.getOrDefault(JvmReport.MEMORY, "")),
            heapBytes >> 20,
            properties.getOrDefault(JvmReport.TRANSPORT, JvmResources.UNKNOWN.transport()));
    return new TargetJdk(executable, feature, version, vm, gc, resources);
  }

  /** Returns the feature release in a specification's version, such as 8 of 1.8; 0 if unknown. */
  private static int feature(String specification) {
    Matcher release = Pattern.compile("(?:1\\.)?(\\d{1,4})(?!\\d).*").matcher(specification);
    return release.matches() ? Integer.parseInt(release.group(1)) : 0;
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
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

  private static String complaint(ProgramOutput output, List<String> flags) {
    if (output.status() == ProgramOutput.KILLED) {
      return "; this one does not end within " + ProgramOutput.TIMEOUT_SECONDS + " s";
    }
    String said =
        (output.status() == 0 ? List.<String>of() : output.lines())
            .stream()
                .filter(line -> !NO_REASON.matcher(line).matches() && !FLAG.matcher(line).matches())
                .findFirst()
                .map(line -> "; it says: " + line.strip())
                .orElse("");
    String status =
        output.status() == 0 ? "; it names no version" : "; its status is " + output.status();
    return (flags.isEmpty() ? "" : " that takes the flags " + flags)
        + (said.isEmpty() ? status : said);
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
    for (String line : describe(jdk.executable(), given, List.of("-version")).lines()) {
      Matcher flag = FLAG.matcher(line);
      boolean asking = line.contains(" PrintFlagsFinal ");
      if (flag.matches() && flag.group(3) != null && !flag.group(3).equals("default") && !asking) {
        flags.put(flag.group(1), flag.group(2).strip());
      }
    }
    return flags;
  }

  private static ProgramOutput describe(String executable, List<String> flags, List<String> program)
      throws UnusableInputException {
    List<String> command = new ArrayList<>(flags);
    command.add(0, executable);
    command.addAll(
        List.of("-XX:+PrintFlagsFinal", "-XshowSettings:properties", "-Duser.language=en"));
    command.addAll(program);
    try {
      return ProgramOutput.of(command);
    } catch (IOException e) {
      throw new UnusableInputException("-jvm", executable, ALLOWED + hint(executable));
    }
  }

  /** Names {@code bin/java} below the path if the path is a JDK's home. */
  private static String hint(String named) {
    Path inside = Path.of(named, "bin", "java");
    return Files.isExecutable(inside) ? ", such as " + inside : "";
  }
}
