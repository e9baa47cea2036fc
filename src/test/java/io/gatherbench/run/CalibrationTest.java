package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

  private static final Calibration.Gather EIGHT = new Calibration.Gather(8, "5ms");

  @Test
  void aReadingIsOfRealGathersAndNothingStaysOpen() throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      StubControl control = new StubControl(stub.address());
      CalibrationReading reading =
          new Calibration(stub.address(), OptionalLong.empty(), List.of(EIGHT), 64).read();

      assertThat(reading.floors())
          .extracting(CalibrationReading.Floor::gather)
          .containsExactly(EIGHT);
      assertThat(reading.floors().get(0).millis()).as("ms, of a bound of 5").isGreaterThan(5);
      assertThat(reading.coreSpeed()).isPositive();
      assertThat(reading.busyTripMicros()).isPositive();
      assertThat(reading.idleTripMicros()).isPositive();
      assertThat(control.read().peakInFlight()).isEqualTo(8);
      assertThat(control.read().inFlight()).isZero();
      assertThat(control.read().broken() + control.read().aborted()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 128", "15, 128", "16, 144", "40, 160"})
  void theWarmUpHasItsLimit(long most, long answered) throws Exception {
    try (StubServer stub = new StubServer(StubOptions.forRun())) {
      new Calibration(stub.address(), OptionalLong.empty(), List.of(EIGHT), most).read();

      // A floor takes 16 gathers of eight requests.
      long seen = new StubControl(stub.address()).read().answered();
      assertThat(seen).isLessThanOrEqualTo(answered).isGreaterThanOrEqualTo(128);
      assertThat(seen % 16).isZero();
    }
  }

  @Test
  void whatMayWarmUpForLongestIsTheLimit() {
    PlannedCell some = cell("8", "5ms");
    assertThat(Calibration.mostWarmUpRequests(List.of(limited("20"), limited("300"))))
        .isEqualTo(300);
    assertThat(Calibration.mostWarmUpRequests(List.of(limited("20"), some)))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(Calibration.mostWarmUpRequests(List.of())).isEqualTo(Long.MAX_VALUE);
  }

  private static PlannedCell limited(String requests) {
    return new PlannedCell("a.B.c", Map.of("warmUpRequests", requests), 1);
  }

  @Test
  void whatIsNoStubIsNoFloor() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
      assertThatThrownBy(
              () -> new Calibration(address, OptionalLong.empty(), List.of(EIGHT), 64).read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a response of a gatherbench stub");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void longOrLargeGathersAreNotCalibrated() {
    PlannedCell large = cell("10000", "10ms");
    PlannedCell slow = cell("4", "5s");
    PlannedCell eight = cell("8", "5ms");
    PlannedCell other = new PlannedCell("a.B.c", Map.of("items", "4"), 1);
    assertThat(Calibration.gathers(List.of(large, eight, other, slow, eight)))
        .containsExactly(EIGHT);
    assertThat(Calibration.gathers(List.of(large, slow)))
        .containsExactly(new Calibration.Gather(64, "10ms"));
  }

  @Test
  void theRowsAreOfNoForkAndNumberedThrough() {
    RunInfo info = new RunInfo("r1", Machine.current(), "17", "VM", "", "G1", "stub", "abc");
    List<Row> rows = reading(100, 10).rows(info, OffsetDateTime.now(), 2);
    assertThat(rows)
        .allMatch(row -> row.isCalibration() && row.fork() == 0, "of no fork")
        .allMatch(row -> row.iteration() == 2, "the second reading");
    assertThat(rows)
        .extracting(Row::metric)
        .containsExactly(
            "calibration_timer_excess",
            "calibration_round_trip_idle",
            "calibration_round_trip_busy",
            "calibration_core_speed",
            "calibration_gather_floor");
    assertThat(rows.get(4).requests() + " " + rows.get(4).latency()).isEqualTo("8 5ms");
  }

  @Test
  void driftIsTheChangeFromTheFirstReading() {
    assertThat(reading(100, 10).drift(reading(150, 9)))
        .isEqualTo(
            "one core +0 % in speed; timer +50 %; loopback +0 % idle, +0 % busy; gather of 8 -10 %");
    assertThat(reading(100, 10).line())
        .isEqualTo("timer +100 µs; loopback 95 µs idle, 5 µs busy; 8 × 5ms in 10.00 ms");
  }

  private static PlannedCell cell(String requests, String latency) {
    return new PlannedCell("a.B.c", Map.of("requests", requests, "latency", latency), 1);
  }

  private static CalibrationReading reading(double timer, double floor) {
    return new CalibrationReading(
        timer, 95, 5, 600, List.of(new CalibrationReading.Floor(EIGHT, floor)));
  }
}
