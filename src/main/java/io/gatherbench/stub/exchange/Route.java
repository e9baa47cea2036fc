package io.gatherbench.stub.exchange;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A path of the stub, the methods it takes, and the endpoint that responds. Immutable. */
public final class Route {

  /** The path of the ledger, whose requests are not counted and so are no exchanges. */
  public static final String LEDGER = "/ledger";

  /** Stands for all methods. */
  public static final String ANY = "any";

  private final int index;
  private final String methods;
  private final Set<HttpMethod> methodSet;
  private final String label;
  private final String exact;
  private final String prefix;
  private final String help;
  private final Endpoint endpoint;

  /**
   * Creates a route.
   *
   * @param index its place in the table of routes
   * @param methods the methods that it takes, separated by a comma and a space, or {@link #ANY}
   * @param pattern a path; {@code /a/{b}} stands for all that begin with {@code /a/}, {@code /a/*}
   *     for these and {@code /a}
   * @param help what it responds, in a few words
   * @param endpoint responds; null for the ledger
   */
  public Route(int index, String methods, String pattern, String help, Endpoint endpoint) {
    int variable = pattern.indexOf('{');
    boolean subpaths = pattern.endsWith("/*");
    this.index = index;
    this.methods = methods;
    this.methodSet =
        Arrays.stream(methods.split(", ")).map(HttpMethod::valueOf).collect(Collectors.toSet());
    this.label = subpaths ? pattern.substring(0, pattern.length() - 2) : pattern;
    this.exact = variable < 0 ? label : null;
    this.prefix = variable >= 0 ? pattern.substring(0, variable) : subpaths ? label + "/" : null;
    this.help = help;
    this.endpoint = endpoint;
  }

  int index() {
    return index;
  }

  /** Returns the methods that it takes, as they were given. */
  public String methods() {
    return methods;
  }

  /** Returns its path, with a name in braces for what varies. */
  public String label() {
    return label;
  }

  /** Returns what it responds, in a few words. */
  public String help() {
    return help;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  boolean takes(HttpMethod method) {
    return methods.equals(ANY) || methodSet.contains(method);
  }

  boolean matches(String path) {
    return path.equals(exact) || prefix != null && path.startsWith(prefix);
  }

  /** Returns what stands in the path where the label has a name in braces. */
  String variable(String path) {
    return path.substring(prefix.length());
  }
}
