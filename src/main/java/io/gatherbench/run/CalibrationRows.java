package io.gatherbench.run;

import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Readings of the ruler as rows: of no fork, numbered through as iterations. */
public final class CalibrationRows {

  private CalibrationRows() {}

  /**
   * The rows of one reading.
   *
   * @param number which reading of the run, from 1
   */
  public static List<Row> of(
      RunInfo info, OffsetDateTime now, CalibrationReading reading, int number) {
    List<Row> rows = new ArrayList<>();
    Line line = new Line(info, now, number);
    rows.add(line.row("", "", "ruler_timer_excess", reading.timerExcessMicros(), "us"));
    rows.add(line.row("", "", "ruler_round_trip_idle", reading.idleTripMicros(), "us"));
    rows.add(line.row("", "", "ruler_round_trip_busy", reading.busyTripMicros(), "us"));
    rows.add(line.row("", "", "ruler_core_speed", reading.coreSpeed(), "steps/us"));
    for (CalibrationReading.Floor floor : reading.floors()) {
      rows.add(
          line.row(
              Integer.toString(floor.gather().requests()),
              floor.gather().latency(),
              "ruler_gather_floor",
              floor.millis(),
              "ms"));
    }
    return rows;
  }

  private record Line(RunInfo info, OffsetDateTime now, int number) {

    Row row(String requests, String latency, String metric, double value, String unit) {
      return new Row(
          info,
          now,
          Row.RULER,
          "",
          "",
          requests,
          latency,
          "",
          "",
          0,
          number,
          metric,
          value,
          unit,
          Validity.VALID);
    }
  }
}
