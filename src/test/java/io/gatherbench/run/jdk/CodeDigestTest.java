package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {

  @TempDir Path folder;

  @Test
  void namesAndContentsOfAFolderCount() throws IOException {
    Path file = Files.writeString(folder.resolve("A.class"), "a");
    String before = CodeDigest.of(folder.toString());
    assertThat(CodeDigest.of(folder.toString())).isEqualTo(before).startsWith("sha256:");
    Files.writeString(file, "b");
    assertThat(CodeDigest.of(folder.toString())).isNotEqualTo(before);
    Files.writeString(file, "a");
    Files.move(file, folder.resolve("B.class"));
    assertThat(CodeDigest.of(folder.toString())).isNotEqualTo(before);
  }

  @Test
  void resultsInAFolderDoNotCount() throws IOException {
    Files.writeString(folder.resolve("A.class"), "a");
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Path service = Files.writeString(services.resolve("x.Y"), "x.A");
    String before = CodeDigest.of(folder.toString());
    Files.writeString(folder.resolve("25.csv"), "rows");
    assertThat(CodeDigest.of(folder.toString())).isEqualTo(before);
    Files.writeString(service, "x.B");
    assertThat(CodeDigest.of(folder.toString())).isNotEqualTo(before);
  }

  @Test
  void commitAndTimesOfABuildDoNotCount() throws IOException {
    String one = jar(Map.of("A.class", "a", "META-INF/MANIFEST.MF", "Commit: 1"), 1_000_000);
    String other = jar(Map.of("A.class", "a", "META-INF/MANIFEST.MF", "Commit: 2"), 9_000_000_000L);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void namesAndContentsOfAJarCount() throws IOException {
    String before = jar(Map.of("A.class", "a"), 0);
    assertThat(jar(Map.of("A.class", "b"), 0)).isNotEqualTo(before);
    assertThat(jar(Map.of("B.class", "a"), 0)).isNotEqualTo(before);
    assertThat(jar(Map.of("A.class", "a", "x.so", "x"), 0)).isNotEqualTo(before);
  }

  private String jar(Map<String, String> files, long time) throws IOException {
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return CodeDigest.of(jar.toString());
  }
}
