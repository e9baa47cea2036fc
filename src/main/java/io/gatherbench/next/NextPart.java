package io.gatherbench.next;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One question of the plan, as the run of a command, in the order in which they are run. */
enum NextPart {
  GATHER(
      "64 and 1,024 requests at once",
      6,
      "Gather",
      "-p",
      NextRequest.OVERLAPPING,
      "-p",
      "requests=64,1024"),
  MONITOR("a request inside synchronized", 4, "Monitor"),
  ONE_PROCESSOR(
      "64 requests at once on one processor, each JDK as it sets itself up",
      4,
      "Gather",
      "-p",
      NextRequest.OVERLAPPING,
      "-p",
      "requests=64",
      "--cpus",
      "1"),
  ONE_PROCESSOR_SERIAL(
      "the same with the collector Serial",
      4,
      "Gather",
      "-p",
      NextRequest.OVERLAPPING,
      "-p",
      "requests=64",
      "--cpus",
      "1"),
  MEMORY("memory of requests that wait", 4, "FootprintBenchmark.levels"),
  HANDSHAKES("opening connections over TLS", 6, "Handshake"),
  COLD_STARTS("from the start of a process to the first gather", 20, "");

  private static final String SERIAL = " -XX:+UseSerialGC";

  private final String question;
  private final int rounds;
  private final String plan;
  private final List<String> words;

  NextPart(String question, int rounds, String plan, String... words) {
    this.question = question;
    this.rounds = rounds;
    this.plan = plan;
    this.words = List.of(words);
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

  /** Returns the command line that begins it, without a folder. */
  List<String> begin(NextRequest request) {
    List<String> line = new ArrayList<>(List.of(isFirst() ? "first" : "jdks"));
    if (!isFirst()) {
      line.addAll(List.of("--plan", plan));
      line.addAll(words);
    }
    for (String jdk : request.jdks()) {
      line.addAll(List.of("--jdk", this == ONE_PROCESSOR_SERIAL ? jdk + SERIAL : jdk));
    }
    line.addAll(List.of("--rounds", "" + (request.rounds() > 0 ? request.rounds() : rounds)));
    line.addAll(request.options());
    if (!isFirst()) {
      line.addAll(request.ofJdks());
    }
    return line;
  }
}
