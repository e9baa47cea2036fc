package io.gatherbench.stub.message;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** The head of a request, as the client sent it. */
public abstract class IncomingRequest {

  private final Channel channel;
  private final HttpMethod method;
  private final String target;
  private final String path;

  protected IncomingRequest(Channel channel, HttpMethod method, String target) {
    this.channel = channel;
    this.method = method;
    this.target = target;
    this.path = decoded(path(target));
  }

  /** Returns the first header of that name, or null. */
  public abstract CharSequence header(CharSequence name);

  /** Returns all headers in their order; names that begin with a colon are no headers. */
  protected abstract Iterable<Map.Entry<CharSequence, CharSequence>> fields();

  /** Returns why the request cannot be answered at all, or null. */
  public BadRequestException error() {
    return null;
  }

  /** Returns the host that the client named, or null. */
  protected CharSequence host() {
    return header(HttpHeaderNames.HOST);
  }

  public final HttpMethod method() {
    return method;
  }

  /** Returns path and query, after the server's name if the client wrote one. */
  public final String target() {
    return target;
  }

  public final String path() {
    return path;
  }

  /** Returns the number of bytes of the head, about. */
  public abstract int size();

  private static String path(String target) {
    int mark = target.indexOf('?');
    int end = mark < 0 ? target.length() : mark;
    int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
    if (scheme < 0 || scheme >= end) {
      return target.substring(0, end);
    }
    int start = target.indexOf('/', scheme + 3);
    return start < 0 || start >= end ? "/" : target.substring(start, end);
  }

  /** Decodes bytes that are encoded as {@code %41}; what cannot be decoded stays as it is. */
  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    try {
      return new QueryStringDecoder(path).path();
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  /** Returns all headers by name; several of one name are joined. */
  public final Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<CharSequence, CharSequence> field : fields()) {
      headers.merge(
          field.getKey().toString(), field.getValue().toString(), (all, next) -> all + "," + next);
    }
    headers.keySet().removeIf(name -> name.startsWith(":"));
    return headers;
  }

  public final String url() {
    return target.startsWith("/") ? server() + target : target;
  }

  /** Returns the origin of the page that made a browser send this; null if it is the stub's own. */
  public final String foreignOrigin() {
    CharSequence origin = header(HttpHeaderNames.ORIGIN);
    return origin == null || AsciiString.contentEqualsIgnoreCase(origin, server())
        ? null
        : origin.toString();
  }

  private String server() {
    String scheme = channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
    CharSequence named = host();
    InetSocketAddress local = (InetSocketAddress) channel.localAddress();
    String own = local.getAddress().getHostAddress() + ":" + local.getPort();
    return scheme + "://" + (named == null ? own : named);
  }

  /** Returns the client's address; the empty text if it has left and io_uring has forgotten it. */
  public final String origin() {
    return channel.remoteAddress() instanceof InetSocketAddress client
        ? client.getAddress().getHostAddress()
        : "";
  }
}
