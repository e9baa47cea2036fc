package io.gatherbench.run;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Readings of the calibration as rows: of no fork, numbered through as iterations. */
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
    rows.add(line.row("", "", Metric.CALIBRATION_TIMER_EXCESS, reading.timerExcessMicros()));
    rows.add(line.row("", "", Metric.CALIBRATION_ROUND_TRIP_IDLE, reading.idleTripMicros()));
    rows.add(line.row("", "", Metric.CALIBRATION_ROUND_TRIP_BUSY, reading.busyTripMicros()));
    rows.add(line.row("", "", Metric.CALIBRATION_CORE_SPEED, reading.coreSpeed()));
    for (CalibrationReading.Floor floor : reading.floors()) {
      rows.add(
          line.row(
              Integer.toString(floor.gather().requests()),
              floor.gather().latency(),
              Metric.CALIBRATION_GATHER_FLOOR,
              floor.millis()));
    }
    return rows;
  }

  private record Line(RunInfo info, OffsetDateTime now, int number) {

    Row row(String requests, String latency, Metric metric, double value) {
      return new Row(
          info,
          now,
          Row.CALIBRATION,
          "",
          "",
          requests,
          latency,
          "",
          "",
          0,
          number,
          metric.id(),
          value,
          metric.unit(),
          Validity.VALID);
    }
  }
}
