package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Jars as teams make them: compiled against gatherbench's jar and nothing else. */
final class ProviderJar {

  private static final Path SOURCES = Path.of("src/test/java/com/example").toAbsolutePath();

  private ProviderJar() {}

  /** Compiles sources of the example, and names providers among their classes. */
  static Path of(Path jar, List<String> sources, List<String> providers) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    List<String> javac = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror"));
    javac.addAll(List.of("-cp", JarProcess.jar().toString(), "-d", classes.toString()));
    sources.forEach(source -> javac.add(SOURCES.resolve(source).toString()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, javac.toArray(String[]::new));
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.write(services.resolve("io.gatherbench.client.ClientProvider"), providers);
    return jar(jar, classes, new Manifest());
  }

  /** Compiles an agent that writes its options into a file of that name. */
  static Path ofAgent(Path jar) throws IOException {
    return ofAgent(
        jar,
        "public class QuietAgent { public static void premain(String file) throws Exception {"
            + " java.nio.file.Files.writeString(java.nio.file.Path.of(file), file); } }");
  }

  /** Compiles an agent whose class sleeps while it is initialised. */
  static Path ofSleepingAgent(Path jar, long millis) throws IOException {
    return ofAgent(
        jar,
        "public class QuietAgent { static { try { Thread.sleep("
            + millis
            + "); } catch (InterruptedException e) { throw new AssertionError(e); } }"
            + " public static void premain(String nothing) { } }");
  }

  private static Path ofAgent(Path jar, String text) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    Path source = classes.resolve("QuietAgent.java");
    Files.writeString(source, text);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), "QuietAgent");
    return jar(jar, classes, manifest);
  }

  private static Path jar(Path jar, Path classes, Manifest manifest) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
