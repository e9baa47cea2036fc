package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.stub.StubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  void forksHaveTheFirstProcessorsAndTheStubTheOthers() throws Exception {
    int all = Runtime.getRuntime().availableProcessors();
    assumeTrue(all > 1, "it takes two processors");
    assertThat(Pinning.ofCpus(all)).isEqualTo(Pinning.NONE);
    Pinning one = Pinning.ofCpus(1);
    assertThat(one.client()).matches("\\d+");
    assertThat(one.stub().split(",")).hasSize(all - 1).doesNotContain(one.client());
    assertThat(Pinning.ofPlan(one.toString())).isEqualTo(one);
    assertThatThrownBy(() -> Pinning.ofCpus(all + 1))
        .hasMessage(
            "--cpus is '%d'; allowed: 1 to %d, the processors that may be used here"
                .formatted(all + 1, all));
  }

  @Test
  void probedJvmSeesTheProcessorsOfForks() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "it takes taskset(1)");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "it takes two processors");
    String before = allowed();
    Pinning one = Pinning.ofCpus(1);
    TargetJdk jdk = one.probe(() -> JdkProbe.probe(JdkProbe.ownExecutable(), List.of()));
    assertThat(jdk.resources().processors()).isEqualTo(1);
    assertThat(allowed()).isEqualTo(before);
  }

  /** One process may make several runs, of which one is pinned. */
  @Test
  void runLeavesItsProcessUnpinned() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "it takes taskset(1)");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "it takes two processors");
    String before = allowed();
    Pinning one = Pinning.ofCpus(1);
    try (StubLease stub = StubLease.open(Optional.empty(), one)) {
      assertThat(stub.processors()).isEqualTo(before);
      assertThat(allowed()).isEqualTo(one.client());
    }
    assertThat(allowed()).isEqualTo(before);
  }

  private static String allowed() {
    return KernelFiles.ofThisMachine().field("proc/self/status", "Cpus_allowed_list").orElseThrow();
  }

  @Test
  void whatIsWrittenInTheRowsSaysWhoHasWhat() throws Exception {
    assertThat(Pinning.NONE.description()).isEqualTo("cores=shared");
    assertThat(new Pinning("0-3", "4,5").description()).isEqualTo("cores=4,5 client-cores=0-3");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "it takes two processors");
    assertThat(Pinning.parse(List.of("stub=1", "client=0"))).isEqualTo(new Pinning("0", "1"));
  }
}
