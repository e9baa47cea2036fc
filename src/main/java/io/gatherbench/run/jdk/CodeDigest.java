package io.gatherbench.run.jdk;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What tells whether code is still the same: a digest of everything on a class path. */
public final class CodeDigest {

  private CodeDigest() {}

  /**
   * The digest of a class path's files, by their names in it and their bytes.
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
          digest.update(path.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          add(file, digest);
        }
      } else if (Files.isRegularFile(path)) {
        add(path, digest);
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
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
