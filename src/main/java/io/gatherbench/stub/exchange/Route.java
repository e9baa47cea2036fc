package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path of the stub, the methods it takes, and the endpoint that responds. Immutable.
 *
 * @param index its place in the table of routes
 * @param methods the methods that it takes, separated by a comma and a space, or {@link #ANY}
 * @param methodSet the same as a set
 * @param label its path, with a name in braces for what varies
 * @param exact the one path that it matches beside those with the prefix, or null
 * @param prefix the beginning of the paths that it matches, or null
 * @param help what it responds, in a few words
 * @param endpoint responds; null for the ledger, whose requests are not counted
 */
public record Route(
    int index,
    String methods,
    Set<HttpMethod> methodSet,
    String label,
    String exact,
    String prefix,
    String help,
    Endpoint endpoint) {

  public static final String ANY = "any";

  /**
   * Creates a route.
   *
   * @param pattern a path; {@code /a/{b}} stands for all that begin with {@code /a/}, {@code /a/*}
   *     for these and {@code /a}
   */
  public static Route of(
      int index, String methods, String pattern, String help, Endpoint endpoint) {
    Set<HttpMethod> methodSet =
        Arrays.stream(methods.split(", ")).map(HttpMethod::valueOf).collect(Collectors.toSet());
    int variable = pattern.indexOf('{');
    if (variable >= 0) {
      String prefix = pattern.substring(0, variable);
      return new Route(index, methods, methodSet, pattern, null, prefix, help, endpoint);
    }
    boolean subpaths = pattern.endsWith("/*");
    String path = subpaths ? pattern.substring(0, pattern.length() - 2) : pattern;
    String prefix = subpaths ? path + "/" : null;
    return new Route(index, methods, methodSet, path, path, prefix, help, endpoint);
  }

  boolean isLedger() {
    return endpoint == null;
  }

  boolean matches(String path) {
    return path.equals(exact) || prefix != null && path.startsWith(prefix);
  }

  void check(HttpMethod method) throws BadRequestException {
    if (!methods.equals(ANY) && !methodSet.contains(method)) {
      throw new BadRequestException(405, "method", method.name(), methods);
    }
  }
}
