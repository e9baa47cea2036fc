package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.Validity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Clients that the class path brings, with the real jar. */
class ProvidedClientIT {

  private static final String JDK = System.getProperty("java.home");
  private static final int PATIENCE_MINUTES = 10;
  private static final String EXAMPLE = "com.example.ExampleProvider";

  private static final List<String> TINY =
      List.of("-p", "requests=4", "-p", "warmUpRequests=8", "-wi", "0", "-i", "1", "-r", "20ms");

  /** What void rows say of each client that breaks a rule. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("OpensNothing", "client OPENS_NOTHING: openBlocking returned null"),
          Map.entry("CannotOpen", "NoClassDefFoundError: com/example/Missing"),
          Map.entry("ReturnsNull", "client RETURNS_NULL: no response, and no failure, of /anyth"),
          Map.entry("ThrowsErrors", "StackOverflowError: too deep"),
          Map.entry("AcceptsAnyStatus", "was answered with status 503"),
          Map.entry("AcceptsAnyBody", "THREAD_POOL returned a wrong answer to /todos/1"),
          Map.entry("DropsHeaders", "client DROPS_HEADERS sends requests without \"Content-Type\""),
          Map.entry("SendsTwice", "requests sent and"),
          Map.entry("Reconnects", "connections opened while measuring"),
          Map.entry("OneAtATime", "claims 4 requests in flight, and the stub saw 1"),
          // On a busy machine the stub may see four at once by chance while connections are opened.
          Map.entry("TooManyAtOnce", "claims 4 requests in flight, and the stub|requests sent and"),
          Map.entry("DoesNotClose", "the pool is still in use"));

  @TempDir Path folder;

  @Test
  void theExampleIsMeasuredAndResumed() throws Exception {
    assertThat(Files.readAllLines(Path.of("src/test/java/com/example/ExampleProvider.java")))
        .hasSizeLessThan(60);
    Path mine = example("mine.jar");
    List<String> command =
        new ArrayList<>(List.of("jdks", "--out", "run", "--rounds", "1", "--plan", "Gather"));
    command.addAll(List.of("--jdk", "one=" + JDK, "-p", "strategy=SEQUENTIAL,THREAD_POOL"));
    command.addAll(List.of("-p", "client=EXAMPLE,JDK"));
    command.addAll(TINY);
    Ended ended = run(List.of(mine), command);

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(rows()).extracting(Row::client).contains("EXAMPLE", "JDK");
    assertThat(rows()).allMatch(row -> row.validity().kind() != Validity.Kind.VOID);
    assertThat(folder.resolve("run/one.environment.json"))
        .content()
        .contains("\"added_to_class_path\" : [ \"mine.jar sha256:");

    List<String> resume = List.of("jdks", "--resume", "run", "--rounds", "2");
    Path other =
        ProviderJar.of(
            folder.resolve("other.jar"),
            List.of("ExampleProvider.java", "Misbehaving.java"),
            List.of(EXAMPLE));
    assertRefused(run(List.of(other), resume), "the code is now 'sha256:");
    assertRefused(run(List.of(), resume), "the code is now 'sha256:");
    Ended resumed = run(List.of(mine), resume);
    assertThat(resumed.status()).as(resumed.err() + resumed.out()).isZero();
    assertThat(rows()).extracting(Row::fork).contains(1, 2);
  }

  @Test
  void aClientThatBreaksARuleIsVoidWithTheReason() throws Exception {
    Path bad = misbehaving("bad.jar", REASONS.keySet());
    String names = REASONS.keySet().stream().map(this::name).collect(Collectors.joining(","));
    Ended ended = run(List.of(bad), gather("THREAD_POOL", names));

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(ended.err()).isEmpty();
    Map<String, String> said = reasons();
    REASONS.forEach(
        (type, reason) ->
            assertThat(said.get(name(type))).as(type + " " + said).containsPattern(reason));
  }

  @Test
  void aClientThatNeverEndsIsKilledAndTheNextOneMeasured() throws Exception {
    Path bad = misbehaving("bad.jar", List.of("NeverEnds"));
    List<String> command = new ArrayList<>(gather("SEQUENTIAL", "NEVER_ENDS,EXAMPLE"));
    command.addAll(List.of("-to", "20s"));
    Ended ended = run(List.of(bad, example("mine.jar")), command);

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(reasons().get("NEVER_ENDS")).contains("not done after ", " s, and killed");
    assertThat(reasons().get("EXAMPLE")).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsWithoutACarrierHaveStarved() throws Exception {
    Path bad = misbehaving("bad.jar", List.of("KeepsItsCarrier"));
    Ended ended = run(List.of(bad), gather("VIRTUAL_THREADS", "KEEPS_ITS_CARRIER"));

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(rows())
        .filteredOn(row -> !row.isOfNoFork())
        .singleElement()
        .extracting(row -> row.validity().toString())
        .isEqualTo(
            "starved: no virtual thread ran for 10 s, because other threads keep all carriers");
    assertThat(ended.out()).contains("1 of 1 fork starved", "0 void, 1 starved");
  }

  @Test
  void futuresThatAreNotThereFailTheFork() throws Exception {
    Path bad = misbehaving("bad.jar", List.of("BadFutures"));
    Ended ended = run(List.of(bad), gather("COMPLETABLE_FUTURE", "BAD_FUTURES"));

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(reasons().get("BAD_FUTURES")).contains("no response, and no failure, of /anything");
  }

  @Test
  void traceSaysInOneLineThatAClientFails() throws Exception {
    Path bad = misbehaving("bad.jar", List.of("ReturnsNull", "ReturnsNothing"));
    List<String> trace = List.of("trace", "--strategy", "SEQUENTIAL", "--client", "RETURNS_NULL");
    assertRefused(run(List.of(bad), trace), "a client of the class path cannot be used");

    Path one = misbehaving("one.jar", List.of("ReturnsNull"));
    assertRefused(run(List.of(one), trace), "trace cannot continue with RETURNS_NULL: ");
  }

  @Test
  void whatIsNoProviderIsRefusedBeforeTheRun() throws Exception {
    Path mine = example("mine.jar");
    assertRefused(
        run(List.of(mine, misbehaving("bad.jar", List.of("Example"))), gather("SEQUENTIAL", "JDK")),
        "its name is 'EXAMPLE'; allowed: one that no client of " + EXAMPLE + " has");
    Path missing = ProviderJar.of(folder.resolve("m.jar"), SOURCE, List.of("com.example.Missing"));
    assertRefused(
        run(List.of(missing), gather("SEQUENTIAL", "JDK")),
        "Provider com.example.Missing not found");
    assertRefused(
        run(List.of(mine), gather("SEQUENTIAL", "MINE")),
        "client is 'MINE'; allowed: JDK, VERTX, APACHE, OKHTTP, JETTY, REACTOR_NETTY, EXAMPLE, id");
    assertRefused(
        run(List.of(mine), gather("EVENT_LOOP", "EXAMPLE")),
        "combination is 'EVENT_LOOP EXAMPLE HTTP_1_1'");
  }

  @Test
  void helpNamesTheClients() throws Exception {
    Path mine = example("mine.jar");
    for (List<String> command : List.of(List.of("--help"), List.of("trace", "--help"))) {
      Ended help = run(List.of(mine), command);
      assertThat(help.status()).as(help.err()).isZero();
      assertThat(help.out()).contains("Clients of the class path: EXAMPLE");
    }
  }

  @Test
  void anAgentIsAVariantOfItsOwn() throws Exception {
    Path agent = ProviderJar.ofAgent(folder.resolve("agent.jar"));
    Path seen = folder.resolve("seen.txt");
    List<String> command =
        new ArrayList<>(List.of("jdks", "--out", "run", "--rounds", "1", "--plan", "Gather"));
    command.addAll(List.of("-p", "strategy=SEQUENTIAL", "--jdk", "plain=" + JDK));
    command.addAll(List.of("--jdk", "agent=" + JDK + " -javaagent:" + agent + "=" + seen));
    command.addAll(TINY);
    Ended ended = run(List.of(), command);

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(seen).exists();
    assertThat(RowReader.read(folder.resolve("run/agent.csv")))
        .allMatch(row -> row.info().vmArgs().equals("-javaagent:" + agent + "=" + seen));
    assertThat(RowReader.read(folder.resolve("run/plain.csv")))
        .allMatch(row -> row.info().vmArgs().isEmpty());
  }

  private static final List<String> SOURCE = List.of("ExampleProvider.java");

  private Path example(String name) throws IOException {
    return ProviderJar.of(folder.resolve(name), SOURCE, List.of(EXAMPLE));
  }

  private Path misbehaving(String name, Iterable<String> types) throws IOException {
    List<String> providers = new ArrayList<>();
    types.forEach(type -> providers.add("com.example.Misbehaving$" + type));
    return ProviderJar.of(
        folder.resolve(name), List.of("ExampleProvider.java", "Misbehaving.java"), providers);
  }

  private String name(String type) {
    return type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
  }

  private static List<String> gather(String strategy, String clients) {
    List<String> command = new ArrayList<>(List.of("Gather", "--out", "run", "-f", "1"));
    command.addAll(List.of("-p", "strategy=" + strategy, "-p", "client=" + clients));
    command.addAll(TINY);
    return command;
  }

  private Ended run(List<Path> jars, List<String> command) throws Exception {
    String classPath =
        Stream.concat(Stream.of(JarProcess.jar()), jars.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> java =
        List.of("-Djmh.ignoreLock=true", "-cp", classPath, "io.gatherbench.command.Main");
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, command)) {
      return jar.end(PATIENCE_MINUTES);
    }
  }

  private static void assertRefused(Ended ended, String expected) {
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(2);
    assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
    assertThat(ended.err()).contains(expected);
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      for (Path csv : files.filter(file -> file.toString().endsWith(".csv")).toList()) {
        rows.addAll(RowReader.read(csv));
      }
    }
    rows.removeIf(Row::isCalibration);
    return rows;
  }

  /** Why the rows of each client are void; empty where they are not. */
  private Map<String, String> reasons() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (Row row : rows()) {
      boolean isVoid = row.validity().kind() == Validity.Kind.VOID;
      reasons.merge(row.client(), isVoid ? row.validity().reason() : "", (a, b) -> a + b);
    }
    return reasons;
  }
}
