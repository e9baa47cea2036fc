package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gatherbench.Generator;
import io.gatherbench.stub.fuzz.FuzzCase;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The stub of the jar survives anything in little memory. {@code -Dfuzz.requests=1000000} makes it
 * as long as one likes:
 *
 * <pre>mvn verify -Dit.test=FuzzIT -Dfuzz.requests=1000000</pre>
 */
class FuzzIT {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 50_000);
  private static final int CASES = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  @Test
  void heapStaysSmallWhateverIsSent() throws Exception {
    List<String> flags =
        List.of("-Xmx64m", "-XX:MaxDirectMemorySize=32m", "-Dio.netty.leakDetection.level=simple");
    try (StubJvm jvm = StubJvm.start(flags);
        FuzzedStub stub = new FuzzedStub(jvm.url(), jvm::errors)) {
      Iterator<Generator> seeds = Generator.cases(Integer.MAX_VALUE).iterator();
      long sent = 0;
      long early = 0;
      while (sent < REQUESTS && seeds.hasNext()) {
        Generator random = seeds.next();
        List<FuzzCase> batch = random.list(CASES, CASES, FuzzCase::of);
        String failure = stub.failure(batch, PATIENCE);
        if (failure != null) {
          fail(FuzzReduction.describe(failure, random.toString(), batch));
        }
        sent += batch.stream().mapToInt(FuzzCase::requests).sum();
        if (early == 0 && sent >= REQUESTS / 10) {
          early = liveBytes(jvm.pid());
        }
      }
      long late = liveBytes(jvm.pid());
      LedgerSnapshot ledger = stub.ledger();
      System.out.printf("fuzz: %,d requests, live heap %,d and %,d%n", sent, early, late);
      System.out.println("fuzz: " + String.join("\n", ledger.summary()));
      assertThat(late).isLessThanOrEqualTo(early * 12 / 10);
      assertThat(jvm.isAlive()).isTrue();
    }
  }

  /** Returns the bytes of all objects that a full collection leaves. */
  private static long liveBytes(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = LIVE_BYTES.matcher(histogram);
    assertThat(total.find()).as(histogram).isTrue();
    return Long.parseLong(total.group(1));
  }
}
