package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gatherbench.Generator;
import io.gatherbench.stub.fuzz.FuzzCase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger adds up, nothing is logged and others are answered, whatever clients send. */
class FuzzTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Stream<Generator> batches() {
    return Generator.cases(8);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void anythingIsSurvived(Generator random) throws Exception {
    List<FuzzCase> batch = random.list(200, 200, FuzzCase::of);
    String failure = FuzzReduction.failure(batch, PATIENCE);
    if (failure != null) {
      fail(FuzzReduction.describe(failure, random.toString(), batch));
    }
  }

  @Test
  void sameSeedGivesTheSameBatch() {
    List<FuzzCase> batch = new Generator(7).list(200, 200, FuzzCase::of);

    assertThat(new Generator(7).list(200, 200, FuzzCase::of)).isEqualTo(batch);
    assertThat(new Generator(8).list(200, 200, FuzzCase::of)).isNotEqualTo(batch);
  }
}
