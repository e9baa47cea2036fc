package io.gatherbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.openjdk.jmh.generators.BenchmarkProcessor;
import org.openjdk.jmh.runner.BenchmarkList;

/** JMH jars as other projects make them, whose manifest names the libraries of this test's JMH. */
public final class JmhJars {

  private static final int CLASS_VERSION = 44;
  private static final int VERSION_AT = 7;

  private JmhJars() {}

  /** Compiles methods of a class {@code demo.Work}, whose state is that of a thread. */
  public static Path of(Path jar, String methods) throws IOException {
    return of(jar, methods, 17);
  }

  /** Compiles such a class as if for another release of Java. */
  public static Path of(Path jar, String methods, int release) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    Path source = classes.resolve("Work.java");
    Files.writeString(
        source,
        """
        package demo;
        import java.util.concurrent.TimeUnit;
        import org.openjdk.jmh.annotations.*;
        import org.openjdk.jmh.infra.Blackhole;
        @State(Scope.Benchmark)
        @BenchmarkMode(Mode.AverageTime)
        @OutputTimeUnit(TimeUnit.MICROSECONDS)
        public class Work {
        """
            + methods
            + "}\n");
    List<String> javac = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
    String jmh = Path.of(location(BenchmarkList.class).getPath()).toString();
    String processor = Path.of(location(BenchmarkProcessor.class).getPath()).toString();
    javac.addAll(List.of("-cp", jmh, "-processorpath", processor + ":" + jmh, source.toString()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, javac.toArray(String[]::new));
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    String libraries =
        Stream.of(
                BenchmarkList.class,
                joptsimple.OptionParser.class,
                org.apache.commons.math3.stat.StatUtils.class)
            .map(type -> location(type).toString())
            .collect(Collectors.joining(" "));
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, libraries);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".class")) {
          bytes[VERSION_AT] = (byte) (CLASS_VERSION + release);
        }
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        out.write(bytes);
      }
    }
    return jar;
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
