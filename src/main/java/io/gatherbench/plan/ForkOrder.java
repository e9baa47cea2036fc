package io.gatherbench.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order of a matrix's forks: round by round, in each round every cell once, in an order that is
 * shuffled anew, and the arms of a cell one right after the other, in an order that is shuffled as
 * well. Whatever drifts hits all arms of a cell alike.
 */
public final class ForkOrder {

  /**
   * One fork.
   *
   * @param round which fork of its cell and arm, from 1
   * @param cell index of the cell
   * @param arm index of the arm
   */
  public record Fork(int round, int cell, int arm) {}

  private ForkOrder() {}

  /** All forks, the same for the same matrix. */
  public static List<Fork> of(Plan matrix) {
    Random random = new Random(matrix.seed());
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= matrix.rounds(); round++) {
      for (int cell : shuffled(matrix.cells().size(), random)) {
        for (int arm : shuffled(matrix.arms().size(), random)) {
          if (matrix.has(arm, cell)) {
            forks.add(new Fork(round, cell, arm));
          }
        }
      }
    }
    return forks;
  }

  private static List<Integer> shuffled(int count, Random random) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }
}
