package io.gatherbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a machine gave at one moment.
 *
 * @param timerExcessMicros by how much a thread oversleeps, in µs
 * @param idleTripMicros a byte over loopback and back between threads that slept, in µs
 * @param busyTripMicros the same between threads that are awake, in µs
 * @param coreSpeed steps of a fixed computation a microsecond on one core
 * @param floors what the least client needs for gathers
 */
public record CalibrationReading(
    double timerExcessMicros,
    double idleTripMicros,
    double busyTripMicros,
    double coreSpeed,
    List<Floor> floors) {

  /** What the least client needs for a gather, in ms. */
  public record Floor(Calibration.Gather gather, double millis) {}

  /** One line for people. */
  public String line() {
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "timer +%.0f µs", timerExcessMicros));
    parts.add(
        String.format(
            Locale.ROOT, "loopback %.0f µs idle, %.0f µs busy", idleTripMicros, busyTripMicros));
    for (Floor floor : floors) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%d × %s in %.2f ms",
              floor.gather().requests(),
              floor.gather().latency(),
              floor.millis()));
    }
    return String.join("; ", parts);
  }

  /** How a later reading differs from this one, in per cent of this one, one line for people. */
  public String drift(CalibrationReading later) {
    List<String> parts = new ArrayList<>();
    parts.add("one core " + change(coreSpeed, later.coreSpeed) + " in speed");
    parts.add("timer " + change(timerExcessMicros, later.timerExcessMicros));
    parts.add(
        "loopback "
            + change(idleTripMicros, later.idleTripMicros)
            + " idle, "
            + change(busyTripMicros, later.busyTripMicros)
            + " busy");
    for (int i = 0; i < Math.min(floors.size(), later.floors.size()); i++) {
      parts.add(
          "gather of "
              + floors.get(i).gather().requests()
              + " "
              + change(floors.get(i).millis(), later.floors.get(i).millis()));
    }
    return String.join("; ", parts);
  }

  private static String change(double from, double to) {
    return String.format(Locale.ROOT, "%+.0f %%", (to / from - 1) * 100);
  }
}
