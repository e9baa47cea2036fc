package io.gatherbench.run.jdk;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

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
        for (Path file : files(path)) {
          String name = path.relativize(file).toString().replace(File.separatorChar, '/');
          add(name, Files.newInputStream(file), digest);
        }
      } else if (Files.isRegularFile(path)) {
        try (ZipFile jar = new ZipFile(path.toFile())) {
          for (ZipEntry file : entries(jar)) {
            add(file.getName(), jar.getInputStream(file), digest);
          }
        }
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<? extends ZipEntry> entries(ZipFile jar) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private static void add(String name, InputStream content, MessageDigest digest)
      throws IOException {
    try (InputStream in = new DigestInputStream(content, digest)) {
      if (!name.equals("META-INF/MANIFEST.MF") && !name.endsWith("/pom.properties")) {
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        in.transferTo(OutputStream.nullOutputStream());
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
