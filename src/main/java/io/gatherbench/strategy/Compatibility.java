package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.adapter.Client;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The combinations of strategy, client and protocol that exist, by name. */
public final class Compatibility {

  /** Stands for the client that the strategy is idiomatic with. */
  public static final String IDIOMATIC = "idiomatic";

  private Compatibility() {}

  /**
   * Returns the client of that name, or of {@link #IDIOMATIC}, for a strategy.
   *
   * @throws IllegalArgumentException if the strategy cannot use it
   */
  public static Client client(Strategy strategy, String client) {
    return clients(strategy, client)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("client " + client + "; there are: " + grid()));
  }

  /** Returns the name of that client. */
  public static String clientName(Strategy strategy, String client) {
    return client(strategy, client).name();
  }

  /** Returns whether a strategy can use a client that speaks a protocol, by name. */
  public static boolean exists(Strategy strategy, String client, String protocol) {
    return clients(strategy, client).anyMatch(known -> known.speaks(Protocol.valueOf(protocol)));
  }

  /** Returns the values of a client parameter. */
  public static List<String> clientNames() {
    return Arrays.stream(Client.values()).map(Enum::name).toList();
  }

  /** Returns the values of a protocol parameter. */
  public static List<String> protocolNames() {
    return Arrays.stream(Protocol.values()).map(Enum::name).toList();
  }

  /** Returns all combinations in one line: clients by strategies, and clients by protocol. */
  public static String grid() {
    Map<List<Client>, List<Strategy>> byClients = new LinkedHashMap<>();
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

  private static Stream<Client> clients(Strategy strategy, String client) {
    return strategy.clients().stream()
        .filter(known -> client.equals(IDIOMATIC) || client.equals(known.name()))
        .limit(1);
  }

  private static List<Client> speakers(Protocol protocol) {
    return Arrays.stream(Client.values()).filter(client -> client.speaks(protocol)).toList();
  }

  private static String joined(List<?> names) {
    return names.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
