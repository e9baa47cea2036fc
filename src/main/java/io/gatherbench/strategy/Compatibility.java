package io.gatherbench.strategy;

import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.adapter.Clients;
import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.client.adapter.ProvidedClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The combinations of strategy, client, protocol and executor that exist, by name. */
public final class Compatibility {

  /** Stands for the client that the strategy is idiomatic with. */
  public static final String IDIOMATIC = "idiomatic";

  /** Stands for the executor that the client makes by itself, if it has one. */
  public static final String DEFAULT_EXECUTOR = ClientExecutor.DEFAULT;

  private Compatibility() {}

  /**
   * Returns the client of that name, or of {@link #IDIOMATIC}, for a strategy.
   *
   * @throws IllegalArgumentException if the strategy cannot use it
   */
  public static NamedClient client(Strategy strategy, String client) {
    return clients(strategy, client)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "client "
                        + client
                        + faultOfClassPath().map(": "::concat).orElse("; there are: " + grid())));
  }

  /** Returns the name of that client. */
  public static String clientName(Strategy strategy, String client) {
    return client(strategy, client).name();
  }

  /** Returns whether a strategy can use a client that speaks a protocol, by name. */
  public static boolean exists(Strategy strategy, String client, String protocol) {
    return clients(strategy, client).anyMatch(known -> known.speaks(Protocol.valueOf(protocol)));
  }

  /**
   * Returns the first JDK feature release that has an executor, by name.
   *
   * @throws IllegalArgumentException if there is no such executor; the message tells what is
   *     allowed
   */
  public static int executorJdk(String executor) {
    return ClientExecutor.parse(executor).minimumJdk();
  }

  /**
   * Names the executor itself among the parameters of a cell; removes it if the client has none.
   */
  public static void nameExecutor(Map<String, String> parameters, String client) {
    parameters.computeIfPresent(
        "executor",
        (name, executor) -> takesExecutor(client) ? ClientExecutor.parse(executor).name() : null);
  }

  /** Returns whether a client, by name, takes an executor. */
  public static boolean takesExecutor(String client) {
    return Clients.all().anyMatch(known -> known.takesExecutor() && known.name().equals(client));
  }

  /** Returns the values of a client parameter. */
  public static List<String> clientNames() {
    return Clients.all().map(NamedClient::name).toList();
  }

  /** Returns those of them that the class path brings. */
  public static List<String> providedNames() {
    return Clients.provided().stream().map(ProvidedClient::name).toList();
  }

  /** Returns why something that the class path brings is no client, in one line; else empty. */
  public static Optional<String> faultOfClassPath() {
    return Clients.fault().map("a client of the class path cannot be used: "::concat);
  }

  /** Returns the values of a protocol parameter. */
  public static List<String> protocolNames() {
    return Arrays.stream(Protocol.values()).map(Enum::name).toList();
  }

  /** Returns all combinations in one line: clients by strategies, and clients by protocol. */
  public static String grid() {
    Map<List<NamedClient>, List<Strategy>> byClients = new LinkedHashMap<>();
    for (Strategy strategy : Strategy.values()) {
      byClients.computeIfAbsent(strategy.clients(), clients -> new ArrayList<>()).add(strategy);
    }
    Stream<String> strategies =
        byClients.entrySet().stream()
            .map(entry -> joined(entry.getValue()) + " with " + joined(entry.getKey()));
    Stream<String> protocols =
        Arrays.stream(Protocol.values()).map(known -> known + " with " + joined(speakers(known)));
    return Stream.concat(strategies, protocols).collect(Collectors.joining("; "));
  }

  private static Stream<NamedClient> clients(Strategy strategy, String client) {
    return strategy.clients().stream()
        .filter(known -> client.equals(IDIOMATIC) || client.equals(known.name()))
        .limit(1);
  }

  private static List<NamedClient> speakers(Protocol protocol) {
    return Clients.all().filter(client -> client.speaks(protocol)).toList();
  }

  private static String joined(List<?> names) {
    return names.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
