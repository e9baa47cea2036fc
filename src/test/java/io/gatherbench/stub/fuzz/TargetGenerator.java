package io.gatherbench.stub.fuzz;

import io.gatherbench.Generator;
import io.gatherbench.stub.endpoint.Endpoints;
import io.gatherbench.stub.exchange.Route;
import io.gatherbench.stub.exchange.SharedState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Generates request targets: every route of the stub, with any of its parameters. */
final class TargetGenerator {

  private static final String[] LABELS =
      new Endpoints(new SharedState("nio", 1, Duration.ZERO), CompletableFuture::new)
          .table().stream()
              .map(Route::label)
              // What it sets would count for the connections of others.
              .filter(label -> !label.startsWith("/streams"))
              .toArray(String[]::new);

  private static final String[] ORDERLY_VARIABLES = {"1", "2", "7", "100", "200", "204", "404"};
  private static final String[] ORDERLY_PARAMETERS = {
    "latency=0ms",
    "latency=500us",
    "latency=1ms",
    "latency=uniform:0ms,2ms",
    "latency=exponential:300us",
    "latency=pareto:200us,3",
    "latency=lognormal:500us,0.5",
    "seed=1",
    "seed=-9223372036854775808",
    "n=3",
    "bytes=0",
    "bytes=1",
    "bytes=5000",
    "status=200",
    "status=204",
    "status=205",
    "status=304",
    "status=503",
    "status=599",
    "fault=reset:p=0",
    "pause=0ms",
    "pause=200us",
    "rate=1000",
    "burst=3",
    "tokens=3",
    "ttft=1ms",
    "answer=one+two",
    "x=%41&x=b",
    "="
  };

  private static final String[] ODD_VARIABLES = {
    "",
    "0",
    "-1",
    "x",
    "%37",
    "%zz",
    "1/",
    "599",
    "600",
    "1023",
    "10000",
    "1048576",
    "2147483648",
    "99999999999999999999",
    "\u0000",
    "\u00e9",
    "0.001",
    "1e3"
  };
  private static final String[] ODD_PARAMETERS = {
    "latency=",
    "latency=10",
    "latency=20ms",
    "latency=5s",
    "latency=uniform:5ms",
    "latency=99999999999s",
    "seed=abc",
    "seed=9223372036854775808",
    "n=-1",
    "n=999999999999999999",
    "bytes=-1",
    "bytes=100000",
    "bytes=1048576",
    "bytes=1048577",
    "status=100",
    "status=600",
    "status=%32%30%34",
    "fault=reset",
    "fault=empty",
    "fault=truncate",
    "fault=garbage",
    "fault=hang",
    "fault=slow-body",
    "fault=reset:p=0.5",
    "fault=truncate:every=2",
    "fault=hang:p=2",
    "fault=crash",
    "pause=1s",
    "pause=x",
    "rate=0",
    "rate=0.001",
    "burst=0.5",
    "tokens=0",
    "tokens=10000",
    "ttft=1",
    "answer=",
    "a=%",
    "a=%4",
    "a=%zz",
    "a=%00",
    "a=%ff",
    "a=%C0%80",
    "&&&",
    "=a",
    "?",
    "#"
  };
  private static final String[] ODD_TARGETS = {
    "",
    "*",
    "?",
    "/?",
    "//todos/1",
    "/todos/../get",
    "/todos/1#x",
    "http://stub.example/ledger",
    "HTTP://stub.example/ledger?x",
    "http://stub.example/todos/1?latency=1ms",
    "http://stub.example",
    "http://",
    "ftp://stub.example/todos/1",
    "://",
    "stub.example:80",
    "/ledger/",
    "/get?latency=%30%6d%73",
    "/stream/10000?bytes=1048576",
    "/bytes/1048576",
    "/bytes/1048576?fault=slow-body"
  };

  private TargetGenerator() {}

  /** Returns a target with a response that comes soon and leaves the connection open. */
  static String orderly(Generator random) {
    String label = random.pick(LABELS);
    String[] variables =
        label.startsWith("/delay") ? new String[] {"0", "0.001"} : ORDERLY_VARIABLES;
    return path(random, label, variables) + query(random, ORDERLY_PARAMETERS);
  }

  /** Returns any target, and sometimes what is none. */
  static String any(Generator random) {
    return switch (random.intBetween(0, 9)) {
      case 0 -> random.pick(ODD_TARGETS);
      case 1 -> "/get?x=" + "x".repeat(random.intBetween(200, 9000));
      case 2, 3, 4 ->
          path(random, random.pick(LABELS), ODD_VARIABLES) + query(random, ODD_PARAMETERS);
      case 5, 6 ->
          path(random, random.pick(LABELS), ORDERLY_VARIABLES) + query(random, ODD_PARAMETERS);
      default -> orderly(random);
    };
  }

  private static String path(Generator random, String label, String[] variables) {
    if (!label.startsWith("/")) {
      return "/nowhere";
    }
    int variable = label.indexOf('{');
    return variable < 0
        ? label + random.pick("", "", "", "/a/b%20c")
        : label.substring(0, variable) + random.pick(variables);
  }

  private static String query(Generator random, String[] parameters) {
    String query = String.join("&", random.list(0, 3, g -> g.pick(parameters)));
    return query.isEmpty() ? "" : "?" + query;
  }
}
