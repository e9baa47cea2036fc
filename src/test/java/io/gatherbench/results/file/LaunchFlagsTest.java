package io.gatherbench.results.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchFlagsTest {

  private final JmhRemarks remarks = new JmhRemarks();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "-javaagent:/opt/idea/lib/idea_rt.jar=40001:/opt/idea/bin | none",
        "-javaagent:C:\\Program Files\\IDE\\lib\\idea_rt.jar=40001:C:\\Program Files\\IDE\\bin | none",
        "-javaagent:/home/me/.cache/ide/debugger-agent.jar | none",
        "-Djava.io.tmpdir=/tmp/build-1 | none",
        "-Dorg.gradle.internal.worker.tmpdir=/home/me/build/tmp/jmh/work | none",
        "-agentlib:jdwp=transport=dt_socket,address=127.0.0.1:40001,suspend=y,server=n"
            + " | -agentlib:jdwp=transport=dt_socket,address=*,suspend=y,server=n",
        "-Dcom.sun.management.jmxremote.port=40001 | -Dcom.sun.management.jmxremote.port=*",
        "-Dpeer=http://localhost:40001/x | -Dpeer=http://localhost:*/x",
        "-javaagent:/opt/exporter.jar=9404:/etc/e.yml | -javaagent:/opt/exporter.jar=*:/etc/e.yml",
        "-XX:ErrorFile=/tmp/hs_err_48213.log | -XX:ErrorFile=/tmp/hs_err_*.log",
        "-Xlog:gc:file=/var/folders/x1/T/run20261121/gc.log"
            + " | -Xlog:gc:file=/var/folders/x1/T/run*/gc.log",
      })
  void whatALauncherMakesAnewIsLeftOut(String flag, String lasting) {
    assertThat(of(flag)).isEqualTo(lasting == null ? "" : lasting);
    assertThat(remarks.sentences(Path.of("r.json"))).singleElement().asString().contains(flag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx4096m",
        "-XX:MaxInlineSize=12345",
        "-XX:AOTCache=/tmp/small.aot",
        "-Ddata=/data/2026112100",
        "-javaagent:/opt/agents/tracing.jar=mode=full",
        "-Dsize=10000",
        "-Dsupport=10000",
        "-javaagent:/opt/agents/depth.jar=5",
      })
  void flagsThatMatterStay(String flag) {
    assertThat(of(flag)).isEqualTo(flag);
    assertThat(remarks.sentences(Path.of("r.json"))).isEmpty();
  }

  @Test
  void flagsOfTheHarnessAreNotWorthARemark() {
    assertThat(of("-Dgatherbench.stub=http://127.0.0.1:1", "-Djmh.ignoreLock=true", "-Xmx1g"))
        .isEqualTo("-Xmx1g");
    assertThat(remarks.sentences(Path.of("r.json"))).isEmpty();
  }

  private String of(String... flags) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (String flag : flags) {
      array.add(flag);
    }
    return LaunchFlags.lasting(array, remarks);
  }
}
