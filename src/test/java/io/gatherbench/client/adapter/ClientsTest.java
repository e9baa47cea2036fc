package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientProvider;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the class path: which are refused, and what of theirs is checked. */
class ClientsTest {

  private static final ClientSettings SETTINGS =
      new ClientSettings(URI.create("http://127.0.0.1:1"), 1, Duration.ofSeconds(1));

  private static final Request REQUEST = new Request("/todos/1");

  @Test
  void aProviderHasTheFormsThatItOverrides() {
    Clients clients = clients(new Blocking("A"), new Futures("B", null));
    assertThat(clients.faults()).isEmpty();
    assertThat(clients.clients()).extracting(ProvidedClient::name).containsExactly("A", "B");
    assertThat(clients.clients())
        .extracting(ProvidedClient::hasBlocking)
        .containsExactly(true, false);
    assertThat(clients.clients())
        .extracting(ProvidedClient::hasFutures)
        .containsExactly(false, true);
    assertThat(clients.clients()).allMatch(client -> client.speaks(Protocol.HTTP_1_1));
    assertThat(clients.clients()).noneMatch(client -> client.speaks(Protocol.H2C));
    assertThat(clients.clients()).noneMatch(NamedClient::takesExecutor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null  | its name is 'null'; allowed: a capital letter, then",
        "''    | its name is ''",
        "mine  | its name is 'mine'",
        "1MINE | its name is '1MINE'",
        "A,B   | its name is 'A,B'",
        "A-B   | its name is 'A-B'",
        "Ä     | its name is 'Ä'",
        "A1234567890123456789012345678901234567890 | its name is 'A12345678901234567890",
        "JDK   | its name is 'JDK'; allowed: one that no client of gatherbench has",
        "FIRST | its name is 'FIRST'; allowed: one that no client of io.gatherbench.client.adapter",
      })
  void aNameThatCannotBeIsAFault(String name, String expected) {
    Clients clients = clients(new Blocking("FIRST"), new Blocking(name), new Blocking("LAST"));
    assertThat(clients.faults()).hasSize(1);
    assertThat(clients.faults().get(0))
        .startsWith("io.gatherbench.client.adapter.ClientsTest$Blocking: " + expected);
    assertThat(clients.clients()).extracting(ProvidedClient::name).containsExactly("FIRST", "LAST");
  }

  @Test
  void aProviderWithoutClientOrProtocolIsAFault() {
    ClientProvider nothing = () -> "NOTHING";
    ClientProvider mute =
        new Blocking("MUTE") {
          @Override
          public Set<Protocol> protocols() {
            return Set.of();
          }
        };
    ClientProvider failing =
        new Blocking("FAILING") {
          @Override
          public String name() {
            throw new AssertionError("two\nlines");
          }
        };
    assertThat(clients(nothing).faults().get(0))
        .endsWith("client NOTHING overrides neither openBlocking nor openFutures");
    assertThat(clients(mute).faults().get(0)).endsWith("client MUTE speaks no protocol");
    assertThat(clients(failing).faults().get(0)).endsWith("java.lang.AssertionError: two lines");
  }

  @Test
  void aProviderThatCannotBeMadeKeepsNoOthersAway() {
    Iterator<ClientProvider> three =
        new Iterator<>() {
          private int given;

          @Override
          public boolean hasNext() {
            return given < 3;
          }

          @Override
          public ClientProvider next() {
            given++;
            if (given == 1) {
              throw new ServiceConfigurationError(
                  ClientProvider.class.getName() + ": Provider x.Y could not be instantiated",
                  new IllegalStateException("no licence"));
            }
            if (given == 2) {
              throw new UnsupportedClassVersionError("x/Z is of a later Java");
            }
            return new Blocking("LAST");
          }
        };
    Clients clients = new Clients(() -> three);
    assertThat(clients.faults())
        .containsExactly(
            "Provider x.Y could not be instantiated: java.lang.IllegalStateException: no licence",
            "java.lang.UnsupportedClassVersionError: x/Z is of a later Java");
    assertThat(clients.clients()).extracting(ProvidedClient::name).containsExactly("LAST");
  }

  @Test
  void aStatusThatIsNoSuccessFailsTheRequest() {
    Response refused = new Response(429, new byte[0]);
    assertThatThrownBy(() -> blocking(refused).send(REQUEST))
        .isInstanceOf(RequestFailedException.class)
        .hasMessage("GET /todos/1 was answered with status 429");
    assertThatThrownBy(() -> blocking(refused).call(REQUEST).execute())
        .isInstanceOf(RequestFailedException.class);
    assertThatThrownBy(() -> future(CompletableFuture.completedFuture(refused)).join())
        .hasCauseInstanceOf(RequestFailedException.class);
  }

  @Test
  void aFailureOfTheClientItselfStaysAsItIs() {
    RequestFailedException failure =
        new RequestFailedException(REQUEST, new Response(503, new byte[0]));
    assertThatThrownBy(() -> future(CompletableFuture.failedFuture(failure)).join())
        .isInstanceOf(CompletionException.class)
        .hasCause(failure);
  }

  @Test
  void noResponseIsNamed() {
    String expected = "client MINE: no response, and no failure, of /todos/1";
    for (Response response : Arrays.asList(null, new Response(200, null))) {
      assertThatThrownBy(() -> blocking(response).send(REQUEST)).hasMessage(expected);
      assertThatThrownBy(() -> future(CompletableFuture.completedFuture(response)).join())
          .hasRootCauseMessage(expected);
    }
    assertThatThrownBy(() -> future(null)).hasMessage("client MINE: no future of /todos/1");
    assertThatThrownBy(() -> opener(new Blocking("MINE")).openBlocking())
        .hasMessage("client MINE: openBlocking returned null");
  }

  @Test
  void cancellingReachesTheClientsFuture() {
    CompletableFuture<Response> own = new CompletableFuture<>();
    future(own).cancel(true);
    assertThat(own).isCancelled();
  }

  private static Clients clients(ClientProvider... providers) {
    return new Clients(List.of(providers));
  }

  private static ClientOpener opener(ClientProvider provider) {
    return clients(provider).clients().get(0).opener(SETTINGS);
  }

  private static BlockingClient blocking(Response response) {
    return opener(
            new Blocking("MINE") {
              @Override
              public BlockingClient openBlocking(ClientSettings settings) {
                return new BlockingClient() {
                  @Override
                  public Response send(Request request) {
                    return response;
                  }

                  @Override
                  public void close() {}
                };
              }
            })
        .openBlocking();
  }

  private static CompletableFuture<Response> future(CompletableFuture<Response> response) {
    return opener(new Futures("MINE", response)).openFutures().sendAsync(REQUEST);
  }

  private static class Blocking implements ClientProvider {

    private final String name;

    Blocking(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public BlockingClient openBlocking(ClientSettings settings) {
      return null;
    }
  }

  private record Futures(String name, CompletableFuture<Response> response)
      implements ClientProvider {

    @Override
    public FutureClient openFutures(ClientSettings settings) {
      return new FutureClient() {
        @Override
        public CompletableFuture<Response> sendAsync(Request request) {
          return response;
        }

        @Override
        public void close() {}
      };
    }
  }
}
