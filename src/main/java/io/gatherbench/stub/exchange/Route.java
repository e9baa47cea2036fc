package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path of the stub, the methods it takes, and the endpoint that responds. Immutable.
 *
 * @param methods separated by a comma and a space, or {@link #ANY}
 * @param prefix the beginning of the further paths that it matches, or null
 * @param endpoint null for the ledger
 * @param counted false where a run asks about the stub, which is no work that a ledger proves
 */
public record Route(
    int index,
    String methods,
    Set<HttpMethod> methodSet,
    String label,
    String prefix,
    String help,
    Endpoint endpoint,
    boolean counted) {

  public static final String ANY = "any";

  /** Responds to the requests of one route. Called on event loops; must not block. */
  public interface Endpoint {

    /** Starts an exchange, which ends later; throws if the request cannot be answered as asked. */
    void handle(Exchange exchange) throws BadRequestException;
  }

  /**
   * Creates a route of a path; {@code /a/{b}} stands for all with one segment after {@code /a/},
   * and {@code /a/*} for {@code /a} and all below.
   */
  public static Route of(
      int index, String methods, String pattern, String help, Endpoint endpoint) {
    Set<HttpMethod> methodSet =
        Arrays.stream(methods.split(", ")).map(HttpMethod::valueOf).collect(Collectors.toSet());
    int end = pattern.indexOf(pattern.endsWith("/*") ? '*' : '{');
    String prefix = end < 0 ? null : pattern.substring(0, end);
    String label = pattern.replace("/*", "");
    boolean counted = endpoint != null;
    return new Route(index, methods, methodSet, label, prefix, help, endpoint, counted);
  }

  /** Returns this route, whose requests and their connections are not counted. */
  public Route uncounted() {
    return new Route(index, methods, methodSet, label, prefix, help, endpoint, false);
  }

  boolean isLedger() {
    return endpoint == null;
  }

  boolean matches(String path) {
    return path.equals(label)
        || prefix != null
            && path.startsWith(prefix)
            && (!label.endsWith("}") || path.indexOf('/', prefix.length()) < 0);
  }

  void check(HttpMethod method) throws BadRequestException {
    if (!methods.equals(ANY) && !methodSet.contains(method)) {
      throw new BadRequestException(405, "method", method.name(), methods);
    }
  }
}
