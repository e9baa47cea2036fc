package io.gatherbench.run;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.results.UnusableInputException;
import java.util.ArrayList;
import java.util.List;

/** Checks and changes the number of rounds of a plan. */
final class PlanRounds {

  private static final String OPTION = "--rounds";

  /** The least number of rounds that gives verdicts; see {@code compare.Verdict}. */
  private static final int FORKS_FOR_A_VERDICT = 4;

  /** With fewer rounds, looking after each of them leaves next to no power. */
  private static final int FEWEST_LOOKS = 8;

  private PlanRounds() {}

  /** Fixes the last round of a plan that ends by its verdicts or a time limit. */
  static Plan limited(Plan plan) throws UnusableInputException {
    PlanSettings settings = plan.settings();
    if (settings.lastLook() == 0 || settings.maxSeconds() == 0) {
      return plan;
    }
    double seconds = ForkSequence.foreseenSeconds(plan, plan.forks()) / settings.rounds();
    int last = (int) Math.min(settings.lastLook(), settings.maxSeconds() / seconds);
    if (last < FEWEST_LOOKS) {
      throw new UnusableInputException(
          "--max-time",
          plan.arguments().get(plan.arguments().indexOf("--max-time") + 1),
          "%.0fm or more: %d rounds of %.0f s"
              .formatted(Math.ceil(FEWEST_LOOKS * seconds / 60), FEWEST_LOOKS, seconds));
    }
    return plan.withSettings(settings.withLastLook(last));
  }

  /**
   * Returns a plan with more rounds; see {@link PlanRuns#resume}.
   *
   * @param begun rounds of which forks are done: from four on there may have been verdicts
   */
  static Plan extended(Plan plan, int rounds, int begun) throws UnusableInputException {
    PlanSettings settings = plan.settings();
    int asked = plan.arguments().indexOf(OPTION) + 1;
    if (asked > 0 && plan.arguments().get(asked).equals("" + rounds)) {
      return plan;
    }
    if (settings.lastLook() > 0 && settings.rounds() < settings.lastLook()) {
      throw new UnusableInputException(
          OPTION, "" + rounds, "no other than the plan's, which ends when all is decided");
    }
    boolean judged = begun >= FORKS_FOR_A_VERDICT;
    int least = Math.max(settings.rounds(), judged ? PlanSettings.FIRST_LOOK : 1);
    if (rounds < least || settings.precision() > 0) {
      throw new UnusableInputException(
          OPTION,
          "" + rounds,
          settings.precision() > 0
              ? "none with --precision"
              : least + " or more, as " + settings.rounds() + " are planned");
    }
    PlanSettings more = settings.withRounds(rounds);
    return plan.withSettings(
        rounds > settings.rounds() && judged ? more.withLastLook(rounds) : more);
  }

  /** Returns a command line without its number of rounds. */
  static List<String> without(List<String> arguments) {
    List<String> others = new ArrayList<>(arguments);
    int at = others.indexOf(OPTION);
    if (at >= 0) {
      others.subList(at, at + 2).clear();
    }
    return others;
  }
}
