package io.gatherbench.stub.message;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;

/** The stub's endpoints: where they are, and the methods that they take. */
public enum Route {
  INDEX("/", Methods.READ),
  TODOS("/todos", Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST)),
  TODO("/todos/{id}", Methods.RESOURCE),
  GET("/get", Methods.READ),
  ANYTHING("/anything", Methods.ANY),
  STATUS("/status/{code}", Methods.ANY),
  BYTES("/bytes/{n}", Methods.READ),
  DELAY("/delay/{seconds}", Methods.ANY),
  STREAM("/stream/{n}", Methods.READ),
  SSE("/sse/{n}", Methods.READ),
  CHAT("/v1/chat/completions", Set.of(HttpMethod.POST)),
  LIMITED("/limited", Methods.ANY),
  LEDGER("/ledger", Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE)),
  /** Everything that is not there, and requests that cannot be read. */
  OTHER("other", Methods.ANY);

  private static final String TODO_PREFIX = "/todos/";

  private final String label;
  private final Set<HttpMethod> methods;

  Route(String label, Set<HttpMethod> methods) {
    this.label = label;
    this.methods = methods;
  }

  /** The endpoint of a path, {@link #OTHER} if there is none. */
  public static Route of(String path) {
    if (path.startsWith(TODO_PREFIX)) {
      return TODO;
    }
    int second = path.indexOf('/', 1);
    String first = second < 0 ? path : path.substring(0, second);
    boolean alone = second < 0;
    return switch (first) {
      case "/" -> INDEX;
      case "/todos" -> TODOS;
      case "/get" -> alone ? GET : OTHER;
      case "/anything" -> ANYTHING;
      case "/status" -> alone ? OTHER : STATUS;
      case "/bytes" -> alone ? OTHER : BYTES;
      case "/delay" -> alone ? OTHER : DELAY;
      case "/stream" -> alone ? OTHER : STREAM;
      case "/sse" -> alone ? OTHER : SSE;
      case "/v1" -> path.equals(CHAT.label) ? CHAT : OTHER;
      case "/limited" -> alone ? LIMITED : OTHER;
      case "/ledger" -> alone ? LEDGER : OTHER;
      default -> OTHER;
    };
  }

  /** Its path, with names in braces for what varies. */
  public String label() {
    return label;
  }

  /** What stands in the path where the label has a name in braces. */
  public String variable(String path) {
    return path.substring(label.indexOf('{'));
  }

  public boolean takes(HttpMethod method) {
    return methods == Methods.ANY || methods.contains(method);
  }

  /** The methods that it takes, for an error message and the {@code Allow} header. */
  public String allowedMethods() {
    return String.join(", ", methods.stream().map(HttpMethod::name).sorted().toList());
  }

  /** Sets of methods that several endpoints share. */
  private static final class Methods {
    static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    static final Set<HttpMethod> RESOURCE =
        Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    static final Set<HttpMethod> ANY = Set.of();
  }
}
