package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ValiditySummaryTest {

  @Test
  void starvedForksAreNotVoid() {
    List<Row> rows = new ArrayList<>(ComparedRows.of("21").forks(10));
    Validity starved = Validity.ofFailure("starved: no thread ran");
    rows.add(ComparedRows.of("21").validity(starved).row(2, 0, Double.NaN));
    List<String> lines = ValiditySummary.lines(rows);
    assertThat(lines.get(0)).isEqualTo("Validity: 2 forks: 1 valid, 0 flagged, 0 void, 1 starved");
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("fork 2: starved: no thread ran");
  }

  @Test
  void digitsAreTheSameInEveryLocale() {
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").forks(10, 11));
    rows.add(ComparedRows.of("17").validity(Validity.flagged("late")).row(3, 1, 12));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(ValiditySummary.lines(rows))
          .containsExactly("Validity: 3 forks: 2 valid, 1 flagged, 0 void");
    } finally {
      Locale.setDefault(before);
    }
  }
}
