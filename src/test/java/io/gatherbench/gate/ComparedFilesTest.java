package io.gatherbench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.RowFilter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedFilesTest {

  @ParameterizedTest
  @CsvSource({
    "a.csv b.json.gz c.json.txt d, a b c d",
    "x/a.csv y/a.csv, x/a y/a",
    "x/a.csv y/a.json z/b.csv, x/a y/a b",
    "a.csv a.json b.csv, a.csv a.json b.csv",
    "a.json a.json.gz, a.json a.json.gz",
    "x/a.csv x/a.json y/a.csv, x/a.csv a.json y/a.csv",
    "a.csv.csv a.csv a.json, a.csv.csv a.csv a.json",
    "/x/a.csv /y/x/a.csv, x/a y/x/a",
    "x/.csv y/.csv, x/.csv y/.csv",
  })
  void namesAreShortAndDistinct(String paths, String names) {
    List<Path> files = paths(paths);
    ComparedFiles compared = new ComparedFiles(files);
    assertThat(files.stream().map(compared::name)).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, file=a.csv, file=a",
    "a.csv, file=a, file=a",
    "a.csv, file=a.json, file=a.json",
    "a.csv, file!=a.json.gz, file!=a.json.gz",
    "a.csv a.json, file=a.csv, file=a.csv",
    "a.csv a.json a.json.gz, file=a.json, file=a.json",
    "a.csv a.json, file=a, file=a",
    "x/a.csv y/a.csv, file=y/a.csv, file=y/a",
    "x/a.csv y/a.csv, file=a.csv, file=a.csv",
    "'Shops, Inc.json', 'file!=\"Shops, Inc.json\"', 'file!=\"Shops, Inc\"'",
    "a.csv, url=a.csv, url=a.csv",
  })
  void filterNamesAFileWithItsEndingOrWithout(String paths, String filter, String resolved)
      throws Exception {
    List<Path> files = paths.contains(", ") ? List.of(Path.of(paths)) : paths(paths);
    assertThat(new ComparedFiles(files).resolved(RowFilter.parse(filter))).hasToString(resolved);
  }

  private static List<Path> paths(String paths) {
    return Arrays.stream(paths.split(" ")).map(Path::of).toList();
  }
}
