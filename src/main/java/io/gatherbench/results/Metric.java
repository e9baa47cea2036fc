package io.gatherbench.results;

import static io.gatherbench.results.Metric.Aggregation.MAX;
import static io.gatherbench.results.Metric.Aggregation.MEAN;
import static io.gatherbench.results.Metric.Aggregation.SUM;
import static io.gatherbench.results.Metric.Direction.HIGHER;
import static io.gatherbench.results.Metric.Direction.LOWER;
import static io.gatherbench.results.Metric.Direction.NONE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A metric of the rows, with its unit. The rows have the constant's name in small letters. JMH's
 * own profilers add metrics that are not listed here.
 */
public enum Metric {
  /** Mean time of an operation. */
  TIME("ms", MEAN, LOWER),
  /** Median time of an operation, and percentiles of it, in a closed loop. */
  TIME_P50("ms", MEAN, LOWER),
  TIME_P90("ms", MEAN, LOWER),
  TIME_P99("ms", MEAN, LOWER),
  /** Time of the slowest operation. */
  TIME_MAX("ms", MAX, LOWER),
  /**
   * Median time of a request at a given rate of arrivals, and percentiles of it, from its intended
   * start: what a user waits, whatever held the request back.
   */
  RESPONSE_P50("ms", MEAN, LOWER),
  RESPONSE_P90("ms", MEAN, LOWER),
  RESPONSE_P99("ms", MEAN, LOWER),
  RESPONSE_P999("ms", MEAN, LOWER),
  /** Longest response time. */
  RESPONSE_MAX("ms", MAX, LOWER),
  /** Median and percentiles of its time from the actual start, when the client was called. */
  SERVICE_P50("ms", MEAN, LOWER),
  SERVICE_P90("ms", MEAN, LOWER),
  SERVICE_P99("ms", MEAN, LOWER),
  SERVICE_P999("ms", MEAN, LOWER),
  /** Longest time from the actual start. */
  SERVICE_MAX("ms", MAX, LOWER),
  /** Highest rate of arrivals that was sustained. */
  SUSTAINED_RATE("1/s", MEAN, HIGHER),
  /** Rate of arrivals, as given. */
  ARRIVAL_RATE("1/s", MEAN, NONE),
  /** Requests that arrived at a given rate. */
  REQUESTS_ARRIVED("#", SUM, NONE),
  /** Ends of these requests, answered or failed: one each. */
  REQUESTS_ENDED("#", SUM, NONE),
  /** Largest difference between percentiles of the stub's arrivals and the schedule's. */
  ARRIVALS_SHIFT("%", MAX, LOWER),
  /** Share of the arrivals that were not answered right and in time. */
  FAILED_SHARE("%", MEAN, LOWER),
  /** Growth of what was in flight over the second half, as a share of the arrivals in it. */
  BACKLOG_SHARE("%", MEAN, LOWER),
  /** Mean of the requests in flight by samples of the client's counter. */
  OUTSTANDING_MEAN("#", MEAN, LOWER),
  /** Standard error of these samples. */
  OUTSTANDING_ERROR("#", MEAN, LOWER),
  /** Rate of arrivals times the mean time in flight by the client's clock (Little's law). */
  OUTSTANDING_EXPECTED("#", MEAN, LOWER),
  /** Requests in flight by the client's counter after the last has ended: none. */
  OUTSTANDING_LEFT("#", MAX, NONE),
  /** Most requests in flight by the client's counter. */
  OUTSTANDING_PEAK("#", MAX, LOWER),
  /** Mean of the requests in flight by the stub's counter. */
  IN_FLIGHT_MEAN("#", MEAN, LOWER),
  /** 99th percentile of how late requests were released. */
  RELEASE_LATENESS_P99("ms", MAX, LOWER),
  /** How late the latest request was released. */
  RELEASE_LATENESS_MAX("ms", MAX, LOWER),
  /** Processor time of the releasing thread, which {@link #CPU_PER_REQUEST} does not contain. */
  RELEASE_CPU_PER_REQUEST("us", MEAN, LOWER),
  /** Number of operations, in JMH's modes {@code sample} and {@code avgt}. */
  OPERATIONS("#", SUM, NONE),
  /** Operations a second, in JMH's mode {@code thrpt}. */
  THROUGHPUT("ops/s", SUM, HIGHER),
  /** Least time of an operation that the arithmetic allows. */
  TIME_BOUND("ms", MEAN, NONE),
  /** Bound as a share of the score: of {@link #TIME_P50}, or of {@link #TIME} in other modes. */
  EFFICIENCY("%", MEAN, HIGHER),
  /** Requests that the client sent, or of which the stub saw the cancelling; or tasks started. */
  REQUESTS_SENT("#", SUM, NONE),
  /** Requests that the stub answered; tasks that came back with the right result. */
  REQUESTS_SERVED("#", SUM, NONE),
  /** Fewest responses that are required: all that were sent, unless the scenario cancels some. */
  ANSWERS_EXPECTED("#", SUM, NONE),
  /** Requests whose client closed before the response. */
  REQUESTS_ABORTED("#", SUM, NONE),
  /** Most requests in flight at once, as seen by the stub. */
  IN_FLIGHT_PEAK("#", MAX, NONE),
  /** Number of requests that the strategy claims to overlap. */
  IN_FLIGHT_CLAIMED("#", MAX, NONE),
  /** Most requests that may be in flight; above the claim where cancelled ones may be seen. */
  IN_FLIGHT_ALLOWED("#", MAX, NONE),
  /** Fewest requests that the most in flight may be; only where the scenario proves a limit. */
  IN_FLIGHT_REQUIRED("#", MAX, NONE),
  /** Mean and percentiles of how long after they were due responses left the stub. */
  STUB_LATENESS_MEAN("ms", MEAN, LOWER),
  STUB_LATENESS_P90("ms", MAX, LOWER),
  STUB_LATENESS_P99("ms", MAX, LOWER),
  /** Share of the time in which the stub's busiest event loop ran on a processor. */
  STUB_BUSY("%", MEAN, LOWER),
  /** Share of the time in which a loop of the stub could have run and waited for a processor. */
  STUB_WAIT("%", MEAN, LOWER),
  /** Longest time by which a timer of the stub was late, as a share of the iteration. */
  STUB_LAG_SHARE("%", MAX, LOWER),
  /** Connections opened while measuring. */
  CONNECTIONS_OPENED("#", SUM, NONE),
  /** Most connections that the scenario has to open: none, unless its operations close some. */
  CONNECTIONS_ALLOWED("#", SUM, NONE),
  /** Connections of the client to the stub. */
  CONNECTIONS_USED("#", MAX, NONE),
  /** Connections that agreed on another protocol than asked. */
  CONNECTIONS_OF_OTHER_PROTOCOL("#", MAX, NONE),
  /** Version of TLS that the connections agreed on, such as 1.3. */
  TLS_VERSION("#", MAX, NONE),
  /** Cipher suite that the connections agreed on, by its number at IANA. */
  TLS_CIPHER_SUITE("#", MAX, NONE),
  /** Group of the key exchange, by its number at IANA; 0 if no connection had one. */
  TLS_GROUP("#", MAX, NONE),
  /** Share of the connections whose handshake resumed an earlier session. */
  TLS_RESUMED("%", MEAN, NONE),
  /** Time from the start of an operation to the first item of a response, mean over responses. */
  TIME_FIRST_ITEM("ms", MEAN, LOWER),
  /** 1 if Vert.x has its sockets on the system's own transport, 0 if on NIO. */
  NATIVE_TRANSPORT("#", MAX, NONE),
  /** Bytes of live objects for each request that waits. */
  HEAP_PER_REQUEST("B", MEAN, LOWER),
  /** The same of the process: live objects, and what is resident outside the heap. */
  PROCESS_PER_REQUEST("B", MEAN, LOWER),
  /** The part of it in direct buffers. */
  DIRECT_PER_REQUEST("B", MEAN, LOWER),
  /** The part of it in stacks of platform threads. */
  STACK_PER_REQUEST("B", MEAN, LOWER),
  /** Difference of {@link #HEAP_PER_REQUEST} from the same slope by class histograms. */
  HEAP_DIFFERENCE("%", MAX, LOWER),
  /** Share of {@link #PROCESS_PER_REQUEST} that heap, direct buffers and threads do not make up. */
  PROCESS_UNEXPLAINED("%", MAX, LOWER),
  /** Least {@code -Xmx}, in MiB, with which all requests of an operation can wait. */
  HEAP_LEAST("MB", MEAN, LOWER),
  /** Responses of an operation that refused a request as too early. */
  REJECTED("#", MEAN, LOWER),
  /** Share of a fork's time that the just-in-time compiler can have taken away, one row a fork. */
  COMPILER_SHARE("%", MEAN, LOWER),
  /** Lateness of the stub as a share of a fork's time, one row a fork. */
  STUB_SHARE("%", MEAN, LOWER),
  /** Processor time of all threads but the just-in-time compiler's, over the requests sent. */
  CPU_PER_REQUEST("us", MEAN, LOWER),
  /** Parts of the processor time in the program and in the kernel. */
  CPU_USER_PER_REQUEST("us", MEAN, LOWER),
  CPU_SYSTEM_PER_REQUEST("us", MEAN, LOWER),
  /**
   * Processor time of the just-in-time compiler, over the requests sent. A service that runs for
   * long has none of it, so it is apart from {@link #CPU_PER_REQUEST}.
   */
  COMPILER_PER_REQUEST("us", MEAN, LOWER),
  /** Bytes allocated on the heap by all threads, over the requests sent. */
  ALLOC_PER_REQUEST("B", MEAN, LOWER),
  /** Context switches of all threads, over the requests sent. */
  CONTEXT_SWITCHES_PER_REQUEST("#", MEAN, LOWER),
  /** Part of the context switches in which the thread had to wait. */
  VOLUNTARY_SWITCHES_PER_REQUEST("#", MEAN, LOWER),
  /** Part of the context switches in which another thread was to run. */
  INVOLUNTARY_SWITCHES_PER_REQUEST("#", MEAN, LOWER),
  /** Most platform threads at once, carriers and the JVM's own that Java sees among them. */
  THREADS_PEAK("#", MAX, LOWER),
  /** Platform threads that carry virtual ones. */
  CARRIERS("#", MAX, NONE),
  /** Processors that the fork's JVM may use, as it says itself. */
  JVM_PROCESSORS("#", MAX, NONE),
  /** Garbage collector of the fork's JVM, by its number in {@link RunInfo.Collector}. */
  JVM_COLLECTOR("#", MAX, NONE),
  /** Most threads that the just-in-time compiler of the fork's JVM may have. */
  COMPILER_THREADS("#", MAX, NONE),
  /** Largest heap that the fork's JVM allows itself, in units of {@code -Xmx}: MiB. */
  HEAP_MAX("MB", MAX, NONE),
  /** Most resident memory, above what the JVM had before anything was opened. */
  RSS_PEAK("MB", MAX, LOWER),
  /** Time in garbage collections. */
  GC_TIME("ms", SUM, LOWER),
  /** Median and percentile of a single request's time in the client. */
  REQUEST_P50("ms", MEAN, LOWER),
  REQUEST_P99("ms", MEAN, LOWER),
  /** Time of the slowest single request in the client. */
  REQUEST_MAX("ms", MAX, LOWER),
  /** Times a virtual thread was pinned to its carrier while it waited, in an operation. */
  PINNED_PER_GATHER("#", MEAN, LOWER),
  /** Virtual threads started in an operation. */
  VIRTUAL_THREADS_PER_GATHER("#", MEAN, NONE),
  /** Most virtual threads at once. */
  VIRTUAL_THREADS_PEAK("#", MAX, NONE),
  /** Time from the start of a process to its first answer. */
  FIRST_ANSWER("ms", MEAN, LOWER),
  /** Time from the start of a process to its first whole gather. */
  FIRST_GATHER("ms", MEAN, LOWER),
  /** Time from the start of a process to its settling. */
  SETTLED_AFTER("ms", MEAN, LOWER),
  /** Median time of a gather in a process that has settled. */
  SETTLED_GATHER("ms", MEAN, LOWER),
  /** Processor time of a process until its first answer, its first gather, its settling. */
  CPU_UNTIL_ANSWER("ms", MEAN, LOWER),
  CPU_UNTIL_GATHER("ms", MEAN, LOWER),
  CPU_UNTIL_SETTLED("ms", MEAN, LOWER),
  /** Classes that a process has loaded. */
  CLASSES_LOADED("#", MAX, NONE),
  /** Those of them that came from an archive, the JDK's own or another. */
  CLASSES_ARCHIVED("#", MAX, NONE),
  /** Share of the machine's processor time that the hypervisor gave to others. */
  MACHINE_STEAL("%", MEAN, LOWER),
  /** Median time by which a parked thread oversleeps 2 ms. */
  CALIBRATION_TIMER_EXCESS("us", MEAN, LOWER),
  /** Median loopback round trip of a byte between threads that were asleep. */
  CALIBRATION_ROUND_TRIP_IDLE("us", MEAN, LOWER),
  /** Median loopback round trip of a byte without a pause between round trips. */
  CALIBRATION_ROUND_TRIP_BUSY("us", MEAN, LOWER),
  /** Dependent steps of a xorshift generator on one core, the fastest of nine tries. */
  CALIBRATION_CORE_SPEED("steps/us", MEAN, HIGHER),
  /** Median time of a gather over plain sockets on one thread with one selector. */
  CALIBRATION_GATHER_FLOOR("ms", MEAN, LOWER),
  /** First and last round after which a plan's verdicts are looked at. */
  LOOKS_FROM("#", MAX, NONE),
  LOOKS_TO("#", MAX, NONE),
  /** Comparisons of a plan whose verdicts are looked at after each round. */
  LOOKS_PLANNED("#", MAX, NONE);

  /** The aggregation of the values of several threads or iterations. */
  public enum Aggregation {
    MEAN,
    SUM,
    MAX
  }

  /** Which values are better; {@code NONE} if the metric says what was done. */
  public enum Direction {
    LOWER,
    HIGHER,
    NONE
  }

  private static final Map<String, Metric> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Metric::id, Function.identity()));

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String unit;
  private final Aggregation aggregation;
  private final Direction direction;

  Metric(String unit, Aggregation aggregation, Direction direction) {
    this.unit = unit;
    this.aggregation = aggregation;
    this.direction = direction;
  }

  /** Returns the metric that the rows call by this name; empty for one of another profiler. */
  public static Optional<Metric> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Returns the name in the rows, such as {@code time_p50}. */
  public String id() {
    return id;
  }

  /** Returns the unit in the rows. */
  public String unit() {
    return unit;
  }

  /** Returns how many values a percentile q needs in a fork, 10/(1 − q); 0 if it is none. */
  public int leastValues() {
    return switch (this) {
      case TIME_P50, REQUEST_P50, RESPONSE_P50, SERVICE_P50 -> 20;
      case TIME_P90, STUB_LATENESS_P90 -> 100;
      case TIME_P99, REQUEST_P99, STUB_LATENESS_P99 -> 1_000;
      default -> 0;
    };
  }

  /** Returns the metric that counts the values of a percentile. */
  public Metric counted() {
    return id.startsWith(TIME.id) ? OPERATIONS : REQUESTS_SERVED;
  }

  /** Returns how values of several threads or iterations become one. */
  public Aggregation aggregation() {
    return aggregation;
  }

  /** Returns which values are better. */
  public Direction direction() {
    return direction;
  }
}
