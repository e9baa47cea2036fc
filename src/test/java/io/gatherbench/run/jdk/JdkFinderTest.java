package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkFinderTest {

  @TempDir Path folder;
  private Path root;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    home = Files.createDirectory(folder.resolve("home"));
  }

  @ParameterizedTest
  @CsvSource({
    "root/usr/lib/jvm/java-17",
    "root/usr/java/jdk-21",
    "root/usr/local/openjdk-17",
    "root/opt/jdk-25",
    "root/opt/jdks/jdk-27",
    "root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
    "root/opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home",
    "root/usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home",
    "root/home/linuxbrew/.linuxbrew/opt/openjdk@17/libexec",
    "home/.sdkman/candidates/java/25.0.1-tem",
    "home/.jenv/versions/21",
    "home/.asdf/installs/java/temurin-25",
    "home/.local/share/mise/installs/java/25",
    "home/.jdks/openjdk-25",
    "home/.gradle/jdks/eclipse_adoptium-21",
    "home/Library/Java/JavaVirtualMachines/corretto-21/Contents/Home"
  })
  void jdksAreFoundWhereTheyUsuallyAre(String place) throws IOException {
    Path jdk = jdk(folder.resolve(place));
    assertThat(new JdkFinder(Map.of(), home, root).homes()).containsExactly(jdk);
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_HOME, jdk, jdk",
    "JAVA_HOME_21_X64, jdk, jdk",
    "SDKMAN_DIR, sdk, sdk/candidates/java/25",
    "ASDF_DATA_DIR, asdf, asdf/installs/java/25",
    "MISE_DATA_DIR, mise, mise/installs/java/25"
  })
  void theEnvironmentSaysWhereElse(String variable, String value, String place) throws IOException {
    Path jdk = jdk(folder.resolve(place));
    Map<String, String> environment = Map.of(variable, folder.resolve(value).toString());
    assertThat(new JdkFinder(environment, home, root).homes()).containsExactly(jdk);
  }

  @Test
  void macOsIsAsked() throws IOException {
    Path jdk = jdk(folder.resolve("somewhere/Contents/Home"));
    Path tool = root.resolve("usr/libexec/java_home");
    Files.createDirectories(tool.getParent());
    script(
        tool,
        "echo 'Matching Java Virtual Machines (1):'\n"
            + "echo '    25.0.1 (arm64) \"Eclipse Adoptium\" - \"OpenJDK 25.0.1\" "
            + jdk
            + "'\necho '"
            + jdk
            + "'");
    assertThat(new JdkFinder(Map.of(), home, root).homes()).containsExactly(jdk);
  }

  @Test
  void aJdkThatSeveralWaysLeadToIsFoundOnce() throws IOException {
    Path jdk = jdk(root.resolve("usr/lib/jvm/java-1.17.0-openjdk"));
    Files.createSymbolicLink(root.resolve("usr/lib/jvm/java-17"), jdk);
    Files.createDirectories(home.resolve(".jdks"));
    Files.createSymbolicLink(home.resolve(".jdks/seventeen"), jdk);
    Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
    assertThat(new JdkFinder(environment, home, root).homes()).containsExactly(jdk);
  }

  @Test
  void foldersWithoutAJavaAreNone() throws IOException {
    Files.createDirectories(root.resolve("usr/lib/jvm/java-17/bin"));
    Files.createFile(root.resolve("usr/lib/jvm/notes.txt"));
    Map<String, String> environment = Map.of("JAVA_HOME", "/no/where");
    assertThat(new JdkFinder(environment, home, root).homes()).isEmpty();
  }

  private static Path jdk(Path place) throws IOException {
    Files.createDirectories(place.resolve("bin"));
    script(place.resolve("bin/java"), "exit 0");
    return place;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
