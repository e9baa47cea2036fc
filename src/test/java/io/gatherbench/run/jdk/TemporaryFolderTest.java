package io.gatherbench.run.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gatherbench.results.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  @TempDir Path folder;

  @Test
  void aUsableFolderIsLeftEmpty() throws Exception {
    TemporaryFolder.check(folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aMissingFolderIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path bad : new Path[] {folder.resolve("missing"), file, file.resolve("below")}) {
      assertThatThrownBy(() -> TemporaryFolder.check(bad))
          .isInstanceOf(UnusableInputException.class)
          .hasMessage("-Djava.io.tmpdir is '" + bad + "'; allowed: a folder that exists");
    }
  }

  @Test
  void aFolderThatIsClosedIsNamed() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(closed), "root may write anywhere");
    assertThatThrownBy(() -> TemporaryFolder.check(closed))
        .hasMessageStartingWith("-Djava.io.tmpdir is '" + closed + "'; allowed: ")
        .hasMessageEndingWith("can be written (access denied)");
  }
}
