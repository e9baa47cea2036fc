package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.results.KernelFiles;
import io.gatherbench.stub.StubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinningTest {

  @Test
  void allThreadsOfAProcessGoToItsProcessors() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "it takes taskset(1)");
    KernelFiles kernel = KernelFiles.ofThisMachine();
    String last =
        kernel
            .field("proc/self/status", "Cpus_allowed_list")
            .orElseThrow()
            .replaceAll(".*[-,]", "");
    try (StubProcess stub = StubProcess.start()) {
      Pinning.pin(stub.pid(), last);
      String tasks = "proc/" + stub.pid() + "/task";
      assertThat(kernel.names(tasks))
          .hasSizeGreaterThan(5)
          .allMatch(
              task ->
                  kernel
                      .field(tasks + "/" + task + "/status", "Cpus_allowed_list")
                      .orElse(last)
                      .equals(last));
    }
  }

  @Test
  void whatIsWrittenInTheRowsSaysWhoHasWhat() throws Exception {
    assertThat(Pinning.NONE.description()).isEqualTo("cores=shared");
    assertThat(new Pinning("0-3", "4,5").description()).isEqualTo("cores=4,5 client-cores=0-3");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "it takes two processors");
    assertThat(Pinning.parse(List.of("stub=1", "client=0"))).isEqualTo(new Pinning("0", "1"));
  }
}
