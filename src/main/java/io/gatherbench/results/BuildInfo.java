package io.gatherbench.results;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which gatherbench this is.
 *
 * @param version its version
 * @param commit the revision it was built from; ends in {@code -dirty} if that had local changes;
 *     {@code unknown} outside a built jar
 */
public record BuildInfo(String version, String commit) {

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
                manifest.getValue("Implementation-Commit"));
          }
        }
      }
    } catch (IOException e) {
      return new BuildInfo("unknown", "unknown");
    }
    return new BuildInfo("unknown", "unknown");
  }
}
