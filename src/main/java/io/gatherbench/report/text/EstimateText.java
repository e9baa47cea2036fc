package io.gatherbench.report.text;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;

/** Estimates and ratios with the digits that their intervals support. */
public final class EstimateText {

  private static final String TOO_FEW = "too few";

  private EstimateText() {}

  /** Returns a unit as it is read: {@code µs}; nothing for a mere number. */
  public static String unit(String unit) {
    return unit.equals("us") ? "µs" : unit.equals("#") ? "" : unit;
  }

  /** Returns the value and how far its interval reaches: {@code 11.97 ms ±1.0 %}. */
  public static String reach(Estimate estimate, String unit) {
    String reach = estimate.hasInterval() ? reach(estimate) : "(one fork)";
    return value(estimate) + " " + unit(unit) + " " + reach;
  }

  /** Returns how far an interval reaches; in words if that is further than the value itself. */
  static String reach(Estimate estimate) {
    if (!estimate.hasInterval()) {
      return "";
    }
    return isTooWide(estimate) ? TOO_FEW : "±" + Numbers.percent(estimate.reach());
  }

  private static boolean isTooWide(Estimate estimate) {
    return estimate.reach() > 1;
  }

  /** Returns the value with its interval: {@code 11.97 [11.85, 12.08]}. */
  public static String whole(Estimate estimate) {
    String interval = interval(estimate);
    if (interval.isEmpty()) {
      return value(estimate);
    }
    return value(estimate)
        + (isTooWide(estimate)
            ? " (" + interval + ")"
            : " [" + interval.replace(" to ", ", ") + "]");
  }

  /** Returns the value alone; of what is tiny, four digits. */
  public static String value(Estimate estimate) {
    return number(estimate.value(), estimate);
  }

  /** Returns the interval: {@code 11.85 to 12.08}; nothing if there is none. */
  public static String interval(Estimate estimate) {
    if (!estimate.hasInterval()) {
      return "";
    }
    return isTooWide(estimate)
        ? TOO_FEW + " to say"
        : number(estimate.low(), estimate) + " to " + number(estimate.high(), estimate);
  }

  /** Returns a ratio with its interval: {@code 3.41 [3.37, 3.45]}. */
  public static String ratio(Ratio ratio) {
    String interval =
        " [" + Numbers.factor(ratio.low()) + ", " + Numbers.factor(ratio.high()) + "]";
    return Numbers.factor(ratio.value()) + (ratio.hasInterval() ? interval : "");
  }

  /** Returns a cost in multiples of a unit; nothing if the rows do not say. */
  public static String cost(CellSummary cell, Metric metric, double unit) {
    return cell.estimate(metric).map(cost -> Numbers.cost(cost.value() / unit)).orElse("");
  }

  private static String number(double value, Estimate estimate) {
    double half = (estimate.high() - estimate.low()) / 2;
    return estimate.value() < 0.1 || !(half > 0)
        ? Numbers.significant(value)
        : Numbers.fixed(value, Numbers.decimals(half));
  }
}
