package io.gatherbench.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /**
   * Returns the flags in the values of variables as the JVM has them: those in files of arguments,
   * and {@code --name value} as {@code --name=value}.
   */
  public static List<String> flags(Collection<String> values) {
    List<String> flags = new ArrayList<>();
    for (String word :
        values.stream().flatMap(JvmVariables::words).flatMap(JvmVariables::expanded).toList()) {
      int last = flags.size() - 1;
      if (!word.startsWith("-") && last >= 0 && flags.get(last).matches("--[^=]+")) {
        flags.set(last, flags.get(last) + "=" + word);
      } else {
        flags.add(word);
      }
    }
    return flags;
  }

  private static Stream<String> words(String text) {
    return FLAG.matcher(text)
        .results()
        .map(flag -> flag.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
  }

  /** Returns the words of a file of arguments, if this names one that can be read. */
  private static Stream<String> expanded(String word) {
    try {
      return word.startsWith("@")
          ? words(Files.readString(Path.of(word.substring(1))).replaceAll("(?m)^\\s*#.*", ""))
          : Stream.of(word);
    } catch (IOException | InvalidPathException e) {
      return Stream.of(word);
    }
  }

  /** Removes them from the environment of a process that is about to be started. */
  public static void removeFrom(ProcessBuilder process) {
    process.environment().keySet().removeIf(name -> NAME.matcher(name).matches());
  }
}
