package io.gatherbench.run.jar;

import io.gatherbench.plan.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** The versions of JMH in jars of other programs. */
public final class JmhVersions {

  private static final String FILE = "jmh.properties";

  private JmhVersions() {}

  /** Returns a remark if variants bring JMH in different versions, or one does not tell. */
  public static Optional<String> remark(List<Variant> variants) {
    Map<String, String> versions = new LinkedHashMap<>();
    variants.forEach(variant -> versions.put(variant.name(), version(variant.jar())));
    return new HashSet<>(versions.values()).size() < 2
        ? Optional.empty()
        : Optional.of(
            versions.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ", "versions of JMH differ (", ")"))
                + ": a difference may be JMH's, such as compiler blackholes since 1.34");
  }

  private static String version(String jar) {
    try (JarFile file = new JarFile(jar)) {
      ZipEntry entry = file.getEntry(FILE);
      if (entry == null) {
        return "unknown";
      }
      try (InputStream in = file.getInputStream(entry)) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("jmh.version", "unknown");
      }
    } catch (IOException e) {
      return "unknown";
    }
  }
}
