package io.gatherbench.run;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The limits of the machine at one moment. A trip is that of a byte over loopback and back, idle
 * between threads that slept. The core's speed is in steps of a fixed computation a microsecond.
 */
record CalibrationReading(
    double timerExcessMicros,
    double idleTripMicros,
    double busyTripMicros,
    double coreSpeed,
    List<Floor> floors) {

  /** The time that the minimal client needs for a gather, in ms. */
  record Floor(Calibration.Gather gather, double millis) {}

  String line() {
    List<String> parts = new ArrayList<>();
    parts.add(format("timer +%.0f µs", timerExcessMicros));
    parts.add(format("loopback %.0f µs idle, %.0f µs busy", idleTripMicros, busyTripMicros));
    for (Floor floor : floors) {
      Calibration.Gather gather = floor.gather();
      parts.add(format("%d × %s in %.2f ms", gather.requests(), gather.latency(), floor.millis()));
    }
    return String.join("; ", parts);
  }

  /** Returns the change to a later reading, in per cent of this one, in one line. */
  String drift(CalibrationReading later) {
    List<String> parts = new ArrayList<>();
    parts.add("one core " + change(coreSpeed, later.coreSpeed) + " in speed");
    parts.add("timer " + change(timerExcessMicros, later.timerExcessMicros));
    String idle = change(idleTripMicros, later.idleTripMicros) + " idle, ";
    parts.add("loopback " + idle + change(busyTripMicros, later.busyTripMicros) + " busy");
    for (int i = 0; i < floors.size(); i++) {
      String change = change(floors.get(i).millis(), later.floors.get(i).millis());
      parts.add("gather of " + floors.get(i).gather().requests() + " " + change);
    }
    return String.join("; ", parts);
  }

  /** Returns the reading as rows of no fork, numbered as iterations, with its number from 1. */
  List<Row> rows(RunInfo info, OffsetDateTime now, int number) {
    RowMaker maker = new RowMaker(info, now, number);
    List<Row> rows = new ArrayList<>();
    rows.add(maker.row("", "", Metric.CALIBRATION_TIMER_EXCESS, timerExcessMicros));
    rows.add(maker.row("", "", Metric.CALIBRATION_ROUND_TRIP_IDLE, idleTripMicros));
    rows.add(maker.row("", "", Metric.CALIBRATION_ROUND_TRIP_BUSY, busyTripMicros));
    rows.add(maker.row("", "", Metric.CALIBRATION_CORE_SPEED, coreSpeed));
    for (Floor floor : floors) {
      String requests = Integer.toString(floor.gather().requests());
      String latency = floor.gather().latency();
      rows.add(maker.row(requests, latency, Metric.CALIBRATION_GATHER_FLOOR, floor.millis()));
    }
    return rows;
  }

  private record RowMaker(RunInfo info, OffsetDateTime now, int number) {

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

  private static String change(double from, double to) {
    return format("%+.0f %%", (to / from - 1) * 100);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
