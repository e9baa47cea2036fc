package io.gatherbench.stub.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  @Test
  void faultAloneAffectsEveryRequest() {
    Fault fault = Fault.parse("slow-body");

    assertThat(fault.kind()).isEqualTo(Fault.Kind.SLOW_BODY);
    assertThat(fault.isSelective()).isFalse();
    assertThat(LongStream.range(0, 1000).allMatch(n -> fault.affects(1, n))).isTrue();
  }

  @Test
  void everyAffectsMultiples() {
    Fault fault = Fault.parse("reset:every=3");

    assertThat(LongStream.rangeClosed(1, 9).filter(n -> fault.affects(5, n)))
        .containsExactly(3L, 6L, 9L);
  }

  @Test
  void probabilityAffectsThatShareOfRequests() {
    Fault fault = Fault.parse("hang:p=0.1");

    long[] struck = LongStream.range(0, 100_000).filter(n -> fault.affects(7, n)).toArray();

    assertThat(struck.length).isBetween(9_700, 10_300);
    assertThat(LongStream.range(0, 100_000).filter(n -> fault.affects(7, n)).toArray())
        .isEqualTo(struck);
    assertThat(LongStream.range(0, 100_000).filter(n -> fault.affects(8, n)).toArray())
        .isNotEqualTo(struck);
  }

  @Test
  void probabilityZeroAffectsNoneAndOneAll() {
    assertThat(LongStream.range(0, 1000).noneMatch(n -> Fault.parse("empty:p=0").affects(1, n)))
        .isTrue();
    assertThat(LongStream.range(0, 1000).allMatch(n -> Fault.parse("empty:p=1").affects(1, n)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Reset",
        "crash",
        "reset:",
        "reset:0.1",
        "reset:p=1.1",
        "reset:p=-1",
        "reset:every=0",
        "reset:every=",
        "reset:p=0.1:every=2",
        "slow_body"
      })
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.parse(text))
        .withMessage(Fault.ALLOWED);
  }
}
