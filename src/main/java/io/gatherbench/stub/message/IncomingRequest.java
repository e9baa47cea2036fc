package io.gatherbench.stub.message;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.Iterator;
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
    this.path = path(target);
  }

  /** Returns the first header of that name, or null. */
  public abstract CharSequence header(CharSequence name);

  /** Returns all headers in their order. */
  public abstract Iterator<Map.Entry<CharSequence, CharSequence>> fields();

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

  /** Returns the target without the server's name and the query. */
  public final String path() {
    return path;
  }

  /** Returns the path of a request target. */
  public static String path(String target) {
    int mark = target.indexOf('?');
    int end = mark < 0 ? target.length() : mark;
    int start = 0;
    if (!target.startsWith("/")) {
      int scheme = target.indexOf("://");
      if (scheme >= 0 && scheme < end) {
        start = target.indexOf('/', scheme + 3);
        if (start < 0 || start >= end) {
          return "/";
        }
      }
    }
    return target.substring(start, end);
  }

  /** Returns all headers by name; several of one name are joined. */
  public final Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields()
        .forEachRemaining(
            field ->
                headers.merge(
                    field.getKey().toString(),
                    field.getValue().toString(),
                    (first, next) -> first + "," + next));
    return headers;
  }

  /** Returns the URL that the client requested. */
  public final String url() {
    if (!target.startsWith("/")) {
      return target;
    }
    String scheme = channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
    CharSequence named = host();
    InetSocketAddress local = (InetSocketAddress) channel.localAddress();
    String authority =
        named == null
            ? local.getAddress().getHostAddress() + ":" + local.getPort()
            : named.toString();
    return scheme + "://" + authority + target;
  }

  /** Returns the client's address. */
  public final String origin() {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
  }
}
