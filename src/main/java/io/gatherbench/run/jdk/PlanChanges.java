package io.gatherbench.run.jdk;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Path;

/** Refuses to resume a plan on anything else than it was begun with, saying what has changed. */
public final class PlanChanges {

  /** The largest heap follows the machine's memory, which a new kernel changes a little. */
  private static final double MOST_HEAP_DIFFERENCE = 0.05;

  private final Path file;

  /** Creates checks of the plan in that file. */
  public PlanChanges(Path file) {
    this.file = file;
  }

  /** Refuses a value that has changed. */
  public void check(String what, String then, String now) throws UnusableInputException {
    if (!then.equals(now)) {
      throw changed(what, then, now);
    }
  }

  /** Refuses another machine. */
  public void check(Machine then, Machine now) throws UnusableInputException {
    check("the host", then.host(), now.host());
    check("the system", then.os(), now.os());
    check("the processor", then.cpu(), now.cpu());
    check("the number of cores", "" + then.cores(), "" + now.cores());
  }

  /** Asks the JDK of a variant what it is now; refuses one that does not start. */
  public TargetJdk probe(Variant variant) throws UnusableInputException {
    try {
      return JdkProbe.probe(variant.jdk().executable(), variant.flags());
    } catch (UnusableInputException e) {
      throw changed("the JDK " + variant.name(), variant.jdk().vm(), e.getMessage());
    }
  }

  /** Refuses another JDK, or one that chooses otherwise or sees another part of the machine. */
  public void check(Variant variant, TargetJdk now) throws UnusableInputException {
    TargetJdk then = variant.jdk();
    JvmResources before = then.resources();
    String jdk = "the JDK " + variant.name();
    check(jdk, then.vm(), now.vm());
    check("the collector of " + jdk, then.gc(), now.gc());
    check(
        "the number of processors of " + jdk,
        "" + before.processors(),
        "" + now.resources().processors());
    long difference = Math.abs(before.heapMb() - now.resources().heapMb());
    if (difference > MOST_HEAP_DIFFERENCE * before.heapMb()) {
      throw changed(
          "the largest heap of " + jdk,
          before.heapMb() + " MiB",
          now.resources().heapMb() + " MiB");
    }
  }

  /** Returns the refusal of something that has changed. */
  public UnusableInputException changed(String what, String then, String now) {
    String allowed =
        "an unchanged run; but %s is now '%s' and was '%s': begin anew in another folder";
    return new UnusableInputException(
        "--resume", file.toString(), allowed.formatted(what, now, then));
  }
}
