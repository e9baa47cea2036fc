package io.gatherbench.stub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables from which a JVM takes flags, as do all JVMs that it starts. */
public final class JvmVariables {

  private static final Pattern NAME = Pattern.compile("(?:JAVA_TOOL|JDK_JAVA|_JAVA)_OPTIONS");

  /** What stands between blanks; quotes, which may enclose blanks, are no part of a flag. */
  private static final Pattern FLAG = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

  private JvmVariables() {}

  /** Returns those of an environment that are set, by name. */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (NAME.matcher(name).matches() && !value.isBlank()) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  /** Returns the flags in the values of variables. */
  public static List<String> flags(Collection<String> values) {
    List<String> flags = new ArrayList<>();
    for (String value : values) {
      Matcher flag = FLAG.matcher(value);
      while (flag.find()) {
        flags.add(flag.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
      }
    }
    return flags;
  }

  /** Removes them from the environment of a process that is about to be started. */
  public static void removeFrom(ProcessBuilder process) {
    process.environment().keySet().removeIf(name -> NAME.matcher(name).matches());
  }
}
