package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.adapter.Client;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which strategies go with which clients and protocols, by the names that parameters and rows have
 * for them.
 */
public final class Compatibility {

  /** Instead of a client's name: the client that the strategy is idiomatic with. */
  public static final String IDIOMATIC = "idiomatic";

  private Compatibility() {}

  /**
   * The client that a strategy is to use.
   *
   * @param client a client's name, or {@link #IDIOMATIC}
   * @throws IllegalArgumentException if the strategy cannot use it
   */
  public static Client client(Strategy strategy, String client) {
    if (client.equals(IDIOMATIC)) {
      return strategy.clients().get(0);
    }
    return strategy.clients().stream()
        .filter(known -> known.name().equals(client))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("client " + client + "; there are: " + grid()));
  }

  /** The same, as a name. */
  public static String clientName(Strategy strategy, String client) {
    return client(strategy, client).name();
  }

  /**
   * Whether a strategy can use a client and the client speaks a protocol.
   *
   * @param client a client's name, or {@link #IDIOMATIC}
   * @param protocol a protocol's name
   */
  public static boolean exists(Strategy strategy, String client, String protocol) {
    return strategy.clients().stream()
        .filter(known -> client.equals(IDIOMATIC) || client.equals(known.name()))
        .limit(1)
        .anyMatch(known -> known.speaks(Protocol.valueOf(protocol)));
  }

  /** What a client parameter may be. */
  public static List<String> clientNames() {
    return Arrays.stream(Client.values()).map(Enum::name).toList();
  }

  /** What a protocol parameter may be. */
  public static List<String> protocolNames() {
    return Arrays.stream(Protocol.values()).map(Enum::name).toList();
  }

  /**
   * One line that lists all combinations: strategies that take the same clients together, and the
   * clients that speak each protocol.
   */
  public static String grid() {
    Map<List<Client>, List<String>> byClients = new LinkedHashMap<>();
    for (Strategy strategy : Strategy.values()) {
      byClients
          .computeIfAbsent(strategy.clients(), clients -> new ArrayList<>())
          .add(strategy.name());
    }
    String strategies =
        byClients.entrySet().stream()
            .map(entry -> joined(entry.getValue()) + " with " + joined(entry.getKey()))
            .collect(Collectors.joining("; "));
    String protocols =
        Arrays.stream(Protocol.values())
            .map(
                protocol ->
                    protocol
                        + " with "
                        + joined(
                            Arrays.stream(Client.values())
                                .filter(client -> client.speaks(protocol))
                                .toList()))
            .collect(Collectors.joining("; "));
    return strategies + "; " + protocols;
  }

  private static String joined(List<?> names) {
    return names.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
