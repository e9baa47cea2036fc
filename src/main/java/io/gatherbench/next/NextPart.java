package io.gatherbench.next;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One question of the plan, as the run of a command, in the order in which they are run. */
enum NextPart {
  GATHER(
      "64 and 1,024 requests at once",
      6,
      "jdks --plan Gather -p " + NextPart.OVERLAPPING + " -p requests=64,1024"),
  MONITOR("a request inside synchronized", 4, "jdks --plan Monitor"),
  ONE_PROCESSOR(
      "64 requests at once on one processor, each JDK as it sets itself up",
      4,
      NextPart.ON_ONE_PROCESSOR),
  ONE_PROCESSOR_SERIAL("the same with the collector Serial", 4, NextPart.ON_ONE_PROCESSOR),
  MEMORY("memory of requests that wait", 4, "jdks --plan FootprintBenchmark.levels"),
  HANDSHAKES("opening connections over TLS", 6, "jdks --plan Handshake -p requests=1"),
  COLD_STARTS("from the start of a process to the first gather", 20, "first");

  /** The strategies of the headline plan that overlap requests. */
  private static final String OVERLAPPING = "strategy=THREAD_POOL,VIRTUAL_THREADS,EVENT_LOOP";

  private static final String ON_ONE_PROCESSOR =
      "jdks --plan Gather -p " + OVERLAPPING + " -p requests=64 --cpus 1";

  private static final String SERIAL = " -XX:+UseSerialGC";

  private final String question;
  private final int rounds;
  private final List<String> command;

  NextPart(String question, int rounds, String command) {
    this.question = question;
    this.rounds = rounds;
    this.command = List.of(command.split(" "));
  }

  String question() {
    return question;
  }

  /** Returns the name of its folder. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether it is a run of {@code first}, which has no shards and no options of JMH's. */
  boolean isFirst() {
    return this == COLD_STARTS;
  }

  /** Returns the command line that resumes it. */
  List<String> resume(Path folder) {
    return List.of(command.get(0), "--resume", folder.toString());
  }

  /** Returns the command line that begins it. */
  List<String> begin(NextRequest request, Path folder) {
    List<String> line = new ArrayList<>(command);
    for (String jdk : request.jdks()) {
      line.addAll(List.of("--jdk", this == ONE_PROCESSOR_SERIAL ? jdk + SERIAL : jdk));
    }
    line.addAll(List.of("--rounds", "" + (request.rounds() > 0 ? request.rounds() : rounds)));
    line.addAll(request.options());
    if (!isFirst()) {
      line.addAll(request.ofJdks());
    }
    line.addAll(List.of("--out", folder.toString()));
    return line;
  }
}
