package io.gatherbench.run.jdk;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A digest of the classes, resources and libraries on a class path. What a build writes about
 * itself, its commit and times, is not part of it.
 */
public final class CodeDigest {

  private CodeDigest() {}

  /** Returns the digest of this process's class path. */
  public static String ofThisProcess() throws IOException {
    return of(System.getProperty("java.class.path"));
  }

  /**
   * Returns the digest of a class path's files: of their names and contents, in the order of the
   * names.
   *
   * @param classPath as the system property {@code java.class.path} has it
   * @throws IOException if a file cannot be read
   */
  public static String of(String classPath) throws IOException {
    MessageDigest digest = sha256();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        addFiles(path, digest);
      } else if (Files.isRegularFile(path)) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          addFiles(jar.getPath("/"), digest);
        }
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void addFiles(Path root, MessageDigest digest) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      if (!name.equals("META-INF/MANIFEST.MF") && !name.endsWith("/pom.properties")) {
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file.getValue()));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has it", e);
    }
  }
}
