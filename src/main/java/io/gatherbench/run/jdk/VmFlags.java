package io.gatherbench.run.jdk;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the flags that a JVM runs with. */
public final class VmFlags {

  /** As {@code -XX:+PrintFlagsFinal} prints one: type, name, value, kind, and where it is from. */
  private static final Pattern FLAG =
      Pattern.compile("^\\s*\\w+ (\\w+)\\s+:?= (.*?)\\s+\\{[^}]*\\}(?: \\{([^}]*)\\})?\\s*$");

  private VmFlags() {}

  /**
   * Returns the flags that differ from their defaults: set by the user, or by the JVM for this
   * machine.
   *
   * @param jdk whose JVM is started
   * @param given what the user gives to forks
   * @throws UnusableInputException if the JVM refuses them
   */
  public static Map<String, String> notDefault(TargetJdk jdk, List<String> given)
      throws UnusableInputException {
    Map<String, String> flags = new TreeMap<>();
    for (String line : JdkProbe.describe(jdk.executable(), given)) {
      Matcher flag = FLAG.matcher(line);
      boolean asking = line.contains(" PrintFlagsFinal ");
      if (flag.matches() && flag.group(3) != null && !flag.group(3).equals("default") && !asking) {
        flags.put(flag.group(1), flag.group(2).strip());
      }
    }
    return flags;
  }
}
