package io.gatherbench.report.markup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a picture, from pixel {@code from} to {@code to}.
 *
 * @param low above 0 if it is logarithmic
 * @param high above {@code low}
 */
public record Axis(boolean logarithmic, double low, double high, double from, double to) {

  /** Up to this factor, round steps suit a logarithmic axis better than powers. */
  private static final double NARROW = 6;

  private static final double[] STEPS = {1, 2, 5, 10};

  /** Steps of a logarithmic axis that has the length for them. */
  private static final double[] FINE_STEPS = {1, 1.5, 2, 3, 5, 7};

  /** Returns the pixel of a value; an end if it is beyond. */
  public double at(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + Math.max(0, Math.min(1, share)) * (to - from);
  }

  /** Returns round values, at least a gap of pixels apart. */
  public List<Double> ticks(double gap) {
    double length = Math.abs(to - from);
    List<Double> ticks = new ArrayList<>();
    if (logarithmic && high / low >= NARROW) {
      double decade = length / Math.log10(high / low);
      double[] steps = decade * Math.log10(2 / 1.5) >= gap ? FINE_STEPS : STEPS;
      for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
        for (int i = 0; i < (decade * 0.3 < gap ? 1 : steps == STEPS ? 3 : steps.length); i++) {
          add(ticks, steps[i] * Math.pow(10, power), gap);
        }
      }
      return ticks;
    }
    double steepest = logarithmic ? high * Math.log(high / low) : high - low;
    double least = gap * steepest / length;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = power;
    for (int i = 0; step < least; i++) {
      step = STEPS[i] * power;
    }
    for (double tick = Math.ceil(low / step); tick * step <= high; tick++) {
      add(ticks, tick * step, 0);
    }
    return ticks;
  }

  private void add(List<Double> ticks, double tick, double gap) {
    boolean apart =
        ticks.isEmpty() || Math.abs(at(tick) - at(ticks.get(ticks.size() - 1))) >= gap - 1;
    if (tick >= low && tick <= high && apart) {
      ticks.add(tick);
    }
  }

  /** Returns a tick's label, such as {@code 0.05}, {@code 20} or {@code 50k}. */
  public static String label(double tick) {
    double size = Math.abs(tick);
    double unit = size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : size >= 1e4 ? 1e3 : 1;
    String shown =
        BigDecimal.valueOf(tick / unit)
            .round(new MathContext(4))
            .stripTrailingZeros()
            .toPlainString();
    return shown + (unit == 1e9 ? "G" : unit == 1e6 ? "M" : unit == 1e3 ? "k" : "");
  }
}
