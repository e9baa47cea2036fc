package io.gatherbench.client.adapter;

import io.gatherbench.client.ClientProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The clients that the class path brings. Immutable. */
public final class Clients {

  private static final Clients OF_CLASS_PATH =
      new Clients(ServiceLoader.load(ClientProvider.class, ClientProvider.class.getClassLoader()));

  private final Map<String, ProvidedClient> provided = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  Clients(Iterable<ClientProvider> providers) {
    Iterator<ClientProvider> each = providers.iterator();
    while (addNext(each)) {
      // One that cannot be had keeps no others away, which may be all that is measured here.
    }
  }

  /** Returns gatherbench's clients, then those that the class path brings. */
  public static Stream<NamedClient> all() {
    return Stream.concat(Arrays.stream(Client.values()), provided().stream());
  }

  /** Returns the clients that the class path of this process brings. */
  public static List<ProvidedClient> provided() {
    return OF_CLASS_PATH.clients();
  }

  /** Returns why something that the class path brings is no client, in one line; else empty. */
  public static Optional<String> fault() {
    return OF_CLASS_PATH.faults().stream().findFirst();
  }

  List<ProvidedClient> clients() {
    return List.copyOf(provided.values());
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private boolean addNext(Iterator<ClientProvider> each) {
    String type = "";
    try {
      if (!each.hasNext()) {
        return false;
      }
      ClientProvider provider = each.next();
      type = provider.getClass().getName() + ": ";
      add(new ProvidedClient(provider));
    } catch (RuntimeException | Error e) {
      // Code of others: its errors, too, are for whoever put it on the class path.
      faults.add(type + text(e));
    }
    return true;
  }

  private void add(ProvidedClient client) {
    String name = client.name();
    boolean ours = Arrays.stream(Client.values()).anyMatch(own -> own.name().equals(name));
    if (ours || provided.containsKey(name)) {
      String owner = ours ? "gatherbench" : provided.get(name).provider().getClass().getName();
      throw new IllegalArgumentException(
          "its name is '%s'; allowed: one that no client of %s has".formatted(name, owner));
    }
    provided.put(name, client);
  }

  private static String text(Throwable e) {
    boolean plain = e.getClass() == IllegalArgumentException.class && e.getCause() == null;
    String because = e.getCause() == null ? "" : ": " + e.getCause();
    return ((plain ? e.getMessage() : e.toString()) + because)
        .replace("java.util.ServiceConfigurationError: ", "")
        .replace(ClientProvider.class.getName() + ": ", "")
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
