package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {

  @TempDir Path folder;

  @Test
  void aSecondRunGetsFilesOfItsOwn() throws IOException {
    for (String expected : List.of("25.0.1.csv", "25.0.1-2.csv", "25.0.1-3.csv")) {
      ResultsFolder results = ResultsFolder.open(folder, LocalDate.EPOCH, "host");
      ResultsFolder.RunFiles files = results.create("25.0.1");
      files.rows().close();
      assertThat(files.csv().getFileName()).hasToString(expected);
    }
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> ResultsFolder.open(file, LocalDate.EPOCH, "host"))
        .isInstanceOf(IOException.class);
  }
}
