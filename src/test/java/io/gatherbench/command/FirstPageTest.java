package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.text.HeadlineTable.BoundOnly;
import io.gatherbench.results.RowReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The numbers of the README's first page are those of the run that it shows. */
class FirstPageTest {

  private static final Pattern TABLE = Pattern.compile("(?s)```\n(requests strategy .*?)```");
  private static final Pattern PICTURE = Pattern.compile("\\((results/\\S+)/report/time\\.svg\\)");

  /** Sequential at 1,024 requests, of which the plan has the bound alone. */
  private static final BoundOnly LEFT_OUT = new BoundOnly("SEQUENTIAL", 1024, 10_240);

  @Test
  void tableIsThatOfTheCommittedRun() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Path folder = Path.of(first(PICTURE, readme));
    List<CellSummary> cells =
        CellAggregator.ranked(RowReader.read(folder.resolve("25.0.3.csv.gz")));
    Set<String> printed =
        HeadlineCommand.table(List.of(LEFT_OUT), cells, false).stream()
            .map(String::stripTrailing)
            .collect(Collectors.toSet());
    List<String> shown = first(TABLE, readme).lines().toList();
    assertThat(shown).hasSizeGreaterThan(cells.size());
    assertThat(printed).containsAll(shown);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }
}
