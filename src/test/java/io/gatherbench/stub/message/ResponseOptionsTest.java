package io.gatherbench.stub.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ResponseOptionsTest {

  private final ResponseOptions.Cache cache = new ResponseOptions.Cache();

  @Test
  void sameQueryIsParsedOnce() throws BadRequestException {
    ResponseOptions first = of("/todos/1?latency=10ms&seed=-3&n=5&bytes=9&status=503&fault=hang");

    assertThat(of("/todos/2?latency=10ms&seed=-3&n=5&bytes=9&status=503&fault=hang"))
        .isSameAs(first);
    assertThat(first.latency().nanos()).isEqualTo(10_000_000);
    assertThat(first.seed()).isEqualTo(-3);
    assertThat(first.number()).isEqualTo(5);
    assertThat(first.bytes()).isEqualTo(9);
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.fault().kind()).isEqualTo(Fault.Kind.HANG);
  }

  @Test
  void queriesThatShareASlotAreNotConfused() throws BadRequestException {
    for (int i = 0; i < 20_000; i++) {
      assertThat(of("/todos/1?seed=" + i).seed()).isEqualTo(i);
      assertThat(of("/todos/1?seed=" + i / 2).seed()).isEqualTo(i / 2);
    }
  }

  @Test
  void emptyAndLongQueriesAreParsed() throws BadRequestException {
    assertThat(of("/todos/1").latency().nanos()).isZero();
    String query = "/todos/1?seed=7&padding=" + "x".repeat(1000);
    assertThat(of(query).seed()).isEqualTo(7);
    assertThat(of(query)).isNotSameAs(of(query));
  }

  @Test
  void refusedQueryIsRefusedAgain() {
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(BadRequestException.class)
          .isThrownBy(() -> of("/todos/1?latency=soon"))
          .withMessageStartingWith("latency is 'soon'");
    }
  }

  private ResponseOptions of(String target) throws BadRequestException {
    return cache.of(target);
  }
}
