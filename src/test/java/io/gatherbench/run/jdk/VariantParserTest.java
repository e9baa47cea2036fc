package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.plan.Variant;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantParserTest {

  private static final String OWN = System.getProperty("java.home");
  private static final String VERSION = System.getProperty("java.version");

  @TempDir Path folder;

  @Test
  void anArmHasAJdkANameAndFlags() throws Exception {
    List<Variant> variants =
        VariantParser.of(
            List.of("plain=" + OWN, "big=" + OWN + " -Xmx1g -XX:+UseSerialGC"), List.of("-Da"));
    assertThat(variants).extracting(Variant::name).containsExactly("plain", "big");
    assertThat(variants.get(0).flags()).containsExactly("-Da");
    assertThat(variants.get(1).flags()).containsExactly("-Da", "-Xmx1g", "-XX:+UseSerialGC");
    assertThat(variants.get(1).jdk().gc()).isEqualTo("Serial");
  }

  @Test
  void withoutANameItsVersionIsItsName() throws Exception {
    List<Variant> variants = VariantParser.of(List.of(OWN, OWN + " -Xmx1g", OWN), List.of());
    assertThat(variants)
        .extracting(Variant::name)
        .containsExactly(VERSION, VERSION + "-2", VERSION + "-3");
  }

  @Test
  void aPathMayHaveBlanksAndMayNameTheExecutable() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a jdk"), Path.of(OWN));
    List<Variant> variants =
        VariantParser.of(
            List.of("x=" + link + " -Xmx1g", "y=" + OWN + "/bin/java", OWN + "/bin"), List.of());
    assertThat(variants).hasSize(3);
    assertThat(variants.get(0).flags()).containsExactly("-Xmx1g");
  }

  @Test
  void whatIsNoJdkOfSeventeenOrLaterIsRefused() throws Exception {
    assertUnusable("/no/where", "--jdk is '/no/where'; allowed: [name=]PATH of a JDK");
    assertUnusable("x=" + OWN + " -XX:+NoSuchFlag", "NoSuchFlag");
    assertUnusable("x=/bin/true", "--jdk is 'x=/bin/true'");
    Path old = Files.writeString(folder.resolve("java"), script("11.0.2", "11"));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertUnusable("old=" + folder, "Java 11.0.2");
    assertThatThrownBy(() -> VariantParser.of(List.of("a=" + OWN, "a=" + OWN), List.of()))
        .hasMessageContaining("each name once");
  }

  @Test
  void ofThoseThatAreFoundTheOldAndTheBrokenAreLeftOut() throws Exception {
    for (String version : List.of("25.0.1", "21.0.2", "11.0.2")) {
      Path bin = Files.createDirectories(folder.resolve(version).resolve("bin"));
      Path java = Files.writeString(bin.resolve("java"), script(version, version.substring(0, 2)));
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    List<Path> homes =
        List.of(
            folder.resolve("25.0.1"),
            folder.resolve("nothing"),
            folder.resolve("11.0.2"),
            folder.resolve("21.0.2"));
    List<String> leftOut = new ArrayList<>();
    assertThat(VariantParser.found(homes, List.of(), leftOut::add))
        .extracting(Variant::name)
        .containsExactly("21.0.2", "25.0.1");
    assertThat(leftOut)
        .containsExactly(
            folder + "/nothing/bin/java: not the java executable of a JDK",
            folder + "/11.0.2/bin/java (Java 11.0.2): not Java 17 or later");
  }

  @Test
  void anyVersionIsSortedAndNamed() throws Exception {
    List<Path> homes = new ArrayList<>();
    for (String version :
        List.of("25", "21_custom", "25-ea", "21.0.10", "21.0.2+13-LTS", "-21 (my own)", "next")) {
      Path bin = Files.createDirectories(folder.resolve("jdk" + homes.size()).resolve("bin"));
      String specification = version.contains("25") ? "25" : "21";
      Path java = Files.writeString(bin.resolve("java"), script(version, specification));
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
      homes.add(bin.getParent());
    }
    assertThat(VariantParser.found(homes, List.of(), line -> {}))
        .extracting(Variant::name)
        .containsExactly(
            "_21__my_own_", "next", "21_custom", "21.0.2+13-LTS", "21.0.10", "25-ea", "25");
  }

  /** Something that answers as a JDK of another version would. */
  private static String script(String version, String specification) {
    return """
        #!/bin/sh
        echo '    java.version = %s' >&2
        echo '    java.specification.version = %s' >&2
        """
        .formatted(version, specification);
  }

  private static void assertUnusable(String specification, String expected) {
    assertThatThrownBy(() -> VariantParser.of(List.of(specification), List.of()))
        .isInstanceOf(UnusableInputException.class)
        .message()
        .contains(expected)
        .startsWith("--jdk is '");
  }
}
