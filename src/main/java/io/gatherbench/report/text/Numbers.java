package io.gatherbench.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers with no more digits than their interval supports. */
public final class Numbers {

  private Numbers() {}

  /** Returns 0 to 3 decimals, so that half an interval has two digits; 1 without interval. */
  static int decimals(double halfWidth) {
    return halfWidth > 0
        ? (int) Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(halfWidth))))
        : 1;
  }

  /** Returns a number with a point in every locale, and blanks between thousands. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', ' ');
  }

  /**
   * Returns a factor with about three digits: {@code 1.00}, {@code 58.3}, {@code 410}, {@code
   * 0.0021}.
   */
  public static String factor(double value) {
    if (value > 0 && value < 0.00995) {
      return ratio(value);
    }
    return fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  }

  /** Returns a share or a change in per cent, with two or three digits. */
  public static String percent(double share) {
    // From 9.95 % on one decimal would make it four characters wide: 10.0.
    return fixed(share * 100, share < 0.0995 ? 1 : 0) + " %";
  }

  /** Returns a cost with at most one decimal. */
  public static String cost(double value) {
    return fixed(value, value < 9.95 ? 1 : 0);
  }

  static String plain(double value) {
    return value == Math.rint(value) ? fixed(value, 0) : fixed(value, 1);
  }

  /**
   * Returns four significant digits: {@code 0.01234}, {@code 11.42}, {@code 1 024}; with an
   * exponent if there would be more than eight decimals or twelve digits: {@code 1.234e-12}.
   */
  public static String significant(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return fixed(value, 0);
    }
    if (value < 1e-5 || value >= 1e12) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    double rounded = new BigDecimal(value).round(new MathContext(4)).doubleValue();
    int decimals = (int) (3 - Math.floor(Math.log10(rounded)));
    return fixed(value, Math.max(0, Math.min(8, decimals)));
  }

  /**
   * Returns a ratio, with three decimals if near 1, with about three digits otherwise, and with an
   * exponent if it is far from 1.
   */
  public static String ratio(double value) {
    if (value > 0 && value < 0.001 || value >= 1e9 && value < Double.POSITIVE_INFINITY) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return value < 0.1 ? fixed(value, 4) : value < 9.9995 ? fixed(value, 3) : factor(value);
  }

  /** Returns six significant digits, for programs: further ones differ between processors. */
  public static double sixDigits(double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? value
        : new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }
}
