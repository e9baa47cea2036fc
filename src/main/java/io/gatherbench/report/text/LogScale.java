package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param low the value at its beginning, above 0
 * @param high the value at its end, above {@code low}
 * @param from where it begins in the picture
 * @param to where it ends
 */
public record LogScale(double low, double high, double from, double to) {

  /** Where a value lies; at an end if it is beyond. */
  public double at(double value) {
    double share = Math.log(value / low) / Math.log(high / low);
    return from + Math.max(0, Math.min(1, share)) * (to - from);
  }

  /** Round values to name: powers of ten, and 2 and 5 between them if these are few. */
  public List<Double> ticks() {
    boolean few = high / low < 150;
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (double step : few ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = step * Math.pow(10, power);
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
