package io.gatherbench.run.jdk;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts JVMs and reads their version, flags and collector. */
public final class JdkProbe {

  private static final int OLDEST = 17;
  private static final long ANSWER_SECONDS = 30;
  private static final Pattern PROPERTY = Pattern.compile("^\\s+(java\\.[a-z.]+) = (.*)$");
  private static final Pattern COLLECTOR =
      Pattern.compile("^\\s*bool Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC\\s+:?= true\\b.*$");

  /**
   * Starts a JVM and reads what it says of itself.
   *
   * @param executable path of a {@code java}
   * @param flags the flags that forks will get
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
    String vm =
        properties.get("java.vm.name")
            + " "
            + properties.get("java.vm.version")
            + " ("
            + properties.getOrDefault("java.vendor", "unknown vendor")
            + ")";
    return new TargetJdk(executable, feature, version, vm, gc);
  }

  private JdkProbe() {}

  /** Returns the {@code java} of the JDK that this process runs on. */
  public static String ownExecutable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Returns the flags that keep this JDK from warning about JMH and Netty; other JDKs may refuse
   * them. They change what is printed, not what is run.
   */
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

  /** Returns the JVM's objection to the flags; empty without flags. */
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

  /** Returns what the JVM prints of its properties and flags. */
  static List<String> describe(String executable, List<String> flags)
      throws UnusableInputException {
    List<String> command = new ArrayList<>();
    command.add(executable);
    command.addAll(flags);
    command.addAll(
        List.of("-XX:+PrintFlagsFinal", "-XshowSettings:properties", "-Duser.language=en"));
    command.add("-version");
    try {
      // A file, because an executable that is no JVM may print without end, or nothing for ever.
      Path answer = Files.createTempFile("gatherbench-jvm", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                .redirectOutput(answer.toFile())
                .start();
        waitFor(process);
        return Files.readString(answer, StandardCharsets.ISO_8859_1).lines().toList();
      } finally {
        Files.delete(answer);
      }
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

  private static void waitFor(Process process) throws UnusableInputException {
    try {
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UnusableInputException("interrupted while a JVM describes itself");
    }
  }

  private static File nullDevice() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }
}
