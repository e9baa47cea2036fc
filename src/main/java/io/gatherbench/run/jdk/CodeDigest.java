package io.gatherbench.run.jdk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/** A digest of the code on a class path, without the commit and times that a build writes. */
public final class CodeDigest {

  private CodeDigest() {}

  /** Returns the digest of this process's class path. */
  public static String ofThisProcess() throws IOException {
    return with(List.of());
  }

  /** Returns the digest of this process's class path and of jars that it runs as other programs. */
  public static String with(Collection<String> jars) throws IOException {
    Stream<String> all = Stream.concat(Stream.of(ClassPath.ofThisProcess()), jars.stream());
    return of(all.filter(path -> !path.isEmpty()).collect(Collectors.joining(File.pathSeparator)));
  }

  /**
   * Returns the digest of the names and CRC-32 checksums of a class path's files, sorted. Of a
   * folder, classes and META-INF count: results of a run may lie in it as well.
   */
  public static String of(String classPath) throws IOException {
    MessageDigest digest = sha256();
    for (Path path : ClassPath.entries(classPath)) {
      Map<String, Long> checksums = new TreeMap<>();
      if (Files.isDirectory(path)) {
        try (Stream<Path> paths = Files.walk(path)) {
          for (Path file : paths.filter(Files::isRegularFile).toList()) {
            String name = path.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".class") || name.startsWith("META-INF/")) {
              checksums.put(name, checksum(file));
            }
          }
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      } else if (Files.isRegularFile(path)) {
        // A jar has the checksums in its directory: nothing has to be unpacked.
        try (ZipFile jar = new ZipFile(path.toFile())) {
          jar.stream()
              .filter(file -> !file.isDirectory())
              .forEach(file -> checksums.put(file.getName(), file.getCrc()));
        }
      }
      checksums.keySet().removeIf(CodeDigest::isOfBuild);
      digest.update(checksums.toString().getBytes(StandardCharsets.UTF_8));
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static long checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue();
  }

  private static boolean isOfBuild(String name) {
    return name.equals("META-INF/MANIFEST.MF") || name.endsWith("/pom.properties");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has it", e);
    }
  }
}
