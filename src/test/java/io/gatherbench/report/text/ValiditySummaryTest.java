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
