package io.gatherbench.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters as one text, {@code name=value;…}. A backslash goes before semicolons and backslashes,
 * in names before equals signs as well, so that any two different sets of parameters have different
 * texts.
 */
public final class ParameterText {

  /** Goes before the name of a parameter where something else has that name. */
  public static final String PREFIX = "params.";

  /** JMH's version among the parameters of rows that JMH wrote. */
  public static final String JMH_VERSION = "jmh";

  /** The number and length of JMH's iterations of both kinds, among the parameters of such rows. */
  public static final List<String> JMH_ITERATIONS = List.of("warmup", "measurement");

  /** All settings of JMH that are parameters of such rows. */
  public static final List<String> JMH_SETTINGS =
      Stream.concat(Stream.of(JMH_VERSION), JMH_ITERATIONS.stream()).toList();

  private ParameterText() {}

  /** Returns the text of parameters, in their order. */
  public static String of(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> escaped(p.getKey()).replace("=", "\\=") + "=" + escaped(p.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;");
  }

  /** Returns the parameters of a text; parts without an equals sign are none. */
  public static Map<String, String> parse(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    StringBuilder part = new StringBuilder();
    String name = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escapes =
          c == '\\' && i + 1 < text.length() && ";=\\".indexOf(text.charAt(i + 1)) >= 0;
      if (escapes) {
        i++;
        part.append(text.charAt(i));
      } else if (c == '=' && name == null) {
        name = part.toString();
        part.setLength(0);
      } else if (c == ';') {
        put(parameters, name, part);
        name = null;
      } else {
        part.append(c);
      }
    }
    put(parameters, name, part);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, StringBuilder value) {
    if (name != null) {
      parameters.putIfAbsent(name, value.toString());
    }
    value.setLength(0);
  }
}
