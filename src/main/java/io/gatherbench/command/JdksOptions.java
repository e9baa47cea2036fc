package io.gatherbench.command;

import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.Shard;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jmh.PlanRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code jdks}. */
final class JdksOptions {

  private static final int DEFAULT_ROUNDS = 10;

  @Option(
      names = "--jdk",
      paramLabel = "'[NAME=]PATH [FLAGS]'",
      description =
          "A JDK, and flags for its forks; repeated; the first is the baseline. Default: "
              + "all of 17 or later that are found, the oldest first.")
  private List<String> jdks = List.of();

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      converter = PlanName.class,
      description = "headline (default), full, or a regular expression of benchmarks.")
  private String plan = "headline";

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Part.class,
      description =
          "The I-th of N parts of the cells, from 1; or N alone where JOB_COMPLETION_INDEX "
              + "tells the part, from 0.")
  private Shard shard = Shard.WHOLE;

  @Mixin private PlanOptions common;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Refuses what cannot be combined.
   *
   * @throws UnusableInputException if it is
   */
  void check() throws UnusableInputException {
    common.check();
  }

  List<String> jdks() {
    return jdks;
  }

  PlanRequest request(List<String> jmh) {
    return new PlanRequest(
        PlanOptions.recognised(spec.commandLine().getParseResult(), jmh),
        plan,
        List.copyOf(jmh),
        PlanSettings.rounds(
            common.seed(),
            common.rounds().orElse(DEFAULT_ROUNDS),
            shard,
            common.forkLimit(),
            common.costs()),
        false);
  }

  Path out() {
    return common.out();
  }

  Optional<Path> resume() {
    return common.resume();
  }

  static final class PlanName implements ITypeConverter<String> {
    @Override
    public String convert(String value) throws UnusableInputException {
      if (value.isBlank()) {
        throw new UnusableInputException(
            "--plan", value, "headline, full, or a regular expression");
      }
      return value;
    }
  }

  static final class Part implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String value) throws UnusableInputException {
      return Shard.parse(value, System.getenv());
    }
  }
}
