package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.UnusableInputException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  private static final String CLASS = "io/netty/Channel.class";

  @TempDir Path folder;
  private Path own;

  @BeforeEach
  void makeOwnJar() throws IOException {
    own = jar("benchmarks.jar", Map.of(CLASS, "4.2", "META-INF/x.class", "1"));
  }

  @Test
  void anotherVersionOfALibraryIsTold() throws Exception {
    Path other = jar("netty.jar", Map.of(CLASS, "4.1", "META-INF/x.class", "2"));
    assertThat(ClassPath.check(own + File.pathSeparator + other, own))
        .singleElement()
        .asString()
        .startsWith(
            "netty.jar differs from benchmarks.jar in 1 of its classes, such as io.netty.Channel;");
  }

  @Test
  void anotherVersionBeforeOursIsRefused() throws Exception {
    Path other = jar("netty.jar", Map.of(CLASS, "4.1"));
    String classPath = other + File.pathSeparator + own;
    assertThatThrownBy(() -> ClassPath.check(classPath, own))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(
            "class path is '%s'; allowed: benchmarks.jar before %s; benchmarks.jar differs from"
                + " netty.jar in 1 of its classes, such as io.netty.Channel",
            classPath, other);
  }

  @Test
  void twoVersionsOfAClientAreTold() throws Exception {
    Path one = jar("mine-1.jar", Map.of("com/example/Mine.class", "1"));
    Path two = jar("mine-2.jar", Map.of("com/example/Mine.class", "2"));
    String classPath = String.join(File.pathSeparator, "" + own, "" + one, "" + two);
    assertThat(ClassPath.check(classPath, own))
        .singleElement()
        .asString()
        .startsWith(
            "mine-2.jar differs from mine-1.jar in 1 of its classes, such as com.example.Mine");
  }

  @Test
  void theSameVersionAndOtherClassesAreFine() throws Exception {
    Path same = jar("same.jar", Map.of(CLASS, "4.2"));
    Path mine = jar("mine.jar", Map.of("com/example/Mine.class", "1", "module-info.class", "1"));
    Path more = jar("more.jar", Map.of("com/example/More.class", "1", "module-info.class", "2"));
    String classPath = String.join(File.pathSeparator, "" + mine, "" + own, "" + same, "" + more);
    assertThat(ClassPath.check(classPath, own)).isEmpty();
  }

  @Test
  void whatManifestsAddCounts() throws Exception {
    Path netty = jar("lib/netty.jar", Map.of(CLASS, "4.1"));
    String manifest =
        "Manifest-Version: 1.0\r\nClass-Path: lib/netty.jar lib/none.jar http://x/y.jar ::\r\n";
    Path thin = jar("thin.jar", Map.of("META-INF/MANIFEST.MF", manifest));
    String classPath = own + File.pathSeparator + thin;
    assertThat(ClassPath.check(classPath, own)).singleElement().asString().contains("netty.jar");

    String before = CodeDigest.of(classPath);
    Files.delete(netty);
    jar("lib/netty.jar", Map.of(CLASS, "4.0"));
    assertThat(CodeDigest.of(classPath)).isNotEqualTo(before);
  }

  @Test
  void whatIsNoJarIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertThatThrownBy(() -> ClassPath.check(own + File.pathSeparator + text, own))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("allowed: jars and folders (");
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
