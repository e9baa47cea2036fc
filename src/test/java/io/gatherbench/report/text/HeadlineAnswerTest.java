package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HeadlineAnswerTest {

  private static final double[] QUIET = {10, 10.02, 9.98, 10.01, 9.99, 10};
  private static final double[] NOISY = {10, 13, 8, 11, 9, 12};

  private final List<Row> rows = new ArrayList<>();

  @Test
  void whatIsFastestWhatIsLikeItAndWhatIsOpen() {
    cell("SEQUENTIAL", "JDK", 64, 60, QUIET);
    cell("EVENT_LOOP", "VERTX", 64, 1, QUIET);
    cell("THREAD_POOL", "JDK", 64, 1.5, QUIET);
    cell("VIRTUAL_THREADS", "JDK", 64, 1.005, QUIET);
    cell("ASYNC_SEQUENTIAL", "VERTX", 64, 1.05, NOISY);
    assertThat(sentences())
        .containsExactly(
            "64 requests: EVENT_LOOP has the lowest median, 10.000 ms, 60.0 × as fast as SEQUENTIAL;"
                + " within 3 % of it: VIRTUAL_THREADS; not decided against it: ASYNC_SEQUENTIAL;"
                + " slower: SEQUENTIAL, THREAD_POOL.");
  }

  @Test
  void whatTheLibraryAdds() {
    for (int requests : List.of(1024, 64)) {
      cell("THREAD_POOL", "JDK", requests, requests == 64 ? 1.2 : 5, QUIET);
      cell("THREAD_POOL", "APACHE", requests, 1, QUIET);
    }
    rows.addAll(of("THREAD_POOL", "JDK", 64).metric("cpu_per_request", "us").forks(140, 140, 140));
    rows.addAll(of("THREAD_POOL", "APACHE", 64).metric("cpu_per_request", "us").forks(70, 70, 70));
    assertThat(sentences())
        .containsExactly(
            "64 requests: THREAD_POOL over APACHE is fastest, 10.000 ms; slower: THREAD_POOL.",
            "1 024 requests: THREAD_POOL over APACHE is fastest, 10.000 ms; slower: THREAD_POOL.",
            "What the library adds: THREAD_POOL over JDK instead of APACHE takes 1.20 × the time, 2.00 ×"
                + " the processor time at 64; THREAD_POOL over JDK instead of APACHE takes 5.00 × the"
                + " time at 1 024.");
  }

  @Test
  void whatTheExecutorAdds() {
    cell("VIRTUAL_THREADS", "JDK", 1024, 1.5, QUIET);
    cell("VIRTUAL_THREADS", "JDK with executor virtual", 1024, 1, QUIET);
    assertThat(sentences())
        .containsExactly(
            "1 024 requests: VIRTUAL_THREADS over JDK with executor virtual is fastest, 10.000 ms;"
                + " slower: VIRTUAL_THREADS.",
            "What the library adds: VIRTUAL_THREADS over JDK instead of JDK with executor virtual"
                + " takes 1.50 × the time at 1 024.");
  }

  @Test
  void fewForksGiveNoVerdict() {
    cell("THREAD_POOL", "JDK", 1, 1.2, 10, 10, 10);
    cell("EVENT_LOOP", "VERTX", 1, 1, 10, 10, 10);
    assertThat(sentences())
        .containsExactly(
            "1 request: EVENT_LOOP has the lowest median, 10.00 ms; no verdict: 3 forks, 4 needed.");
  }

  @Test
  void nothingMeasuredGivesNoSentence() {
    assertThat(sentences()).isEmpty();
  }

  @Test
  void cellsOfOneSituationHaveAnAnswer() {
    cell("EVENT_LOOP", "VERTX", 64, 1, QUIET);
    assertThat(answer().isOfOneSituation()).as("one cell").isFalse();
    cell("SEQUENTIAL", "JDK", 64, 60, QUIET);
    cell("SEQUENTIAL", "JDK", 4, 4, QUIET);
    assertThat(answer().isOfOneSituation()).as("strategies").isTrue();
    cell("THREAD_POOL", "JDK", 8, 4, QUIET);
    of("SEQUENTIAL", "JDK", 8)
        .forks(10, 10)
        .forEach(row -> rows.add(ComparedRows.with(row, "body=8")));
    assertThat(answer().isOfOneSituation()).as("bodies of two sizes").isFalse();
  }

  @Test
  void poolsOfSeveralSizesAreTold() {
    for (int size : List.of(8, 64)) {
      of("THREAD_POOL", "JDK", 64)
          .forks(DoubleStream.of(QUIET).map(value -> value * 64 / size).toArray())
          .forEach(row -> rows.add(ComparedRows.with(row, "poolSize=" + size)));
    }
    of("EVENT_LOOP", "VERTX", 64)
        .forks(DoubleStream.of(QUIET).map(value -> value * 2).toArray())
        .forEach(row -> rows.add(ComparedRows.with(row, "poolSize=requests")));
    assertThat(answer().isOfOneSituation()).isTrue();
    assertThat(sentences())
        .containsExactly(
            "64 requests: THREAD_POOL (poolSize 64) is fastest, 10.000 ms;"
                + " slower: EVENT_LOOP, THREAD_POOL (poolSize 8).");
  }

  private void cell(String strategy, String client, int requests, double factor, double... forks) {
    rows.addAll(
        of(strategy, client, requests)
            .forks(DoubleStream.of(forks).map(value -> value * factor).toArray()));
  }

  private static ComparedRows of(String strategy, String client, int requests) {
    return ComparedRows.of("25").strategy(strategy, client).requests(requests);
  }

  private List<String> sentences() {
    return answer().sentences();
  }

  private HeadlineAnswer answer() {
    return new HeadlineAnswer(
        CellAggregator.ranked(rows),
        cell ->
            List.of("JDK", "VERTX").contains(cell.column("client")) ? "" : cell.column("client"));
  }
}
