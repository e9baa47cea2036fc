package io.gatherbench.results;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The running build of gatherbench, by its jar's manifest; {@code unknown} or empty elsewhere.
 *
 * @param commit the revision; ends in {@code -dirty} if that had local changes
 * @param libraries the versions of the libraries in the jar by name
 */
public record BuildInfo(String version, String commit, Map<String, String> libraries) {

  private static final String UNKNOWN = "unknown";

  /** Reads the manifest of the jar that this class is in. */
  public static BuildInfo current() {
    try {
      ClassLoader loader = BuildInfo.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
        try (InputStream in = url.openStream()) {
          Attributes manifest = new Manifest(in).getMainAttributes();
          if ("gatherbench".equals(manifest.getValue("Implementation-Title"))) {
            return new BuildInfo(
                manifest.getValue("Implementation-Version"),
                manifest.getValue("Implementation-Commit"),
                libraries(manifest.getValue("Implementation-Libraries")));
          }
        }
      }
    } catch (IOException e) {
      return new BuildInfo(UNKNOWN, UNKNOWN, Map.of());
    }
    return new BuildInfo(UNKNOWN, UNKNOWN, Map.of());
  }

  /** Tells whether the tree was clean when it was built; empty if that is not known. */
  public Optional<Boolean> clean() {
    return Optional.of(commit).filter(c -> !c.equals(UNKNOWN)).map(c -> !c.endsWith("-dirty"));
  }

  /** Parses {@code name version, name version}. */
  private static Map<String, String> libraries(String listed) {
    Map<String, String> libraries = new TreeMap<>();
    for (String library : (listed == null ? "" : listed).split(", ")) {
      String[] words = library.split(" ");
      if (words.length == 2) {
        libraries.put(words[0], words[1]);
      }
    }
    return libraries;
  }
}
