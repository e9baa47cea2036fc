package io.gatherbench.results.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags of a JVM without what a launcher makes anew at each start: ports, agents of IDEs and
 * folders for temporary files. They would make two runs of one measurement look like two.
 */
final class LaunchFlags {

  private static final String MADE_ANEW =
      "parts of flags that a launcher makes anew at each start are left out";

  /** Flags of JMH and of ours that say nothing about the forks. */
  private static final Pattern OF_HARNESS = Pattern.compile("-D(gatherbench\\.stub|jmh\\..*)=.*");

  /** Agents through which IDEs stop and debug what they start, and temporary folders. */
  private static final Pattern OF_LAUNCHER =
      Pattern.compile(
          "-javaagent:.*[/\\\\](idea_rt|debugger-agent|javaagent-shaded)\\.jar.*"
              + "|-D[\\w.-]*te?mp[._-]?dir=.*");

  private static final Pattern DEBUGGER =
      Pattern.compile("(-(?:agentlib:jdwp=|Xrunjdwp:)(?:.*,)?address=)[^,]*");

  private static final Pattern PORT =
      Pattern.compile(
          "((?:^-D|[._-])port=|Port=|(?:localhost|127\\.0\\.0\\.1|\\[::1\\]):"
              + "|^-javaagent:[^=]*=)\\d{4,}\\b");

  /** A path in a folder for temporary files. */
  private static final Pattern TEMPORARY =
      Pattern.compile(
          "(?:(?<![\\w.-])(?:/private)?(?:/tmp|/var/tmp|/var/folders)/|\\\\Temp\\\\)[^,;:=]*");

  private static final Pattern MADE_UP = Pattern.compile("\\d{4,}");

  private LaunchFlags() {}

  /** Returns the flags, {@code *} in place of what is left out; remarks on it. */
  static String lasting(JsonNode flags, JmhRemarks remarks) {
    List<String> lasting = new ArrayList<>();
    for (JsonNode each : flags.isTextual() ? List.of(flags) : flags) {
      String flag = each.asText();
      if (!OF_HARNESS.matcher(flag).matches()) {
        String kept = OF_LAUNCHER.matcher(flag).matches() ? "" : withoutStart(flag);
        if (!kept.equals(flag)) {
          remarks.add(MADE_ANEW, flag);
        }
        if (!kept.isEmpty()) {
          lasting.add(kept);
        }
      }
    }
    return String.join(" ", lasting);
  }

  private static String withoutStart(String flag) {
    String kept = DEBUGGER.matcher(flag).replaceFirst("$1*");
    kept = PORT.matcher(kept).replaceAll("$1*");
    return TEMPORARY
        .matcher(kept)
        .replaceAll(
            path -> Matcher.quoteReplacement(MADE_UP.matcher(path.group()).replaceAll("*")));
  }
}
