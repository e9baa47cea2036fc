package io.gatherbench.stub.http;

import io.gatherbench.stub.message.IncomingRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Iterator;
import java.util.Map;

/** A request that came over HTTP/1.1 or 1.0. */
final class Http1Request extends IncomingRequest {

  private final HttpHeaders headers;

  Http1Request(Channel channel, HttpRequest decoded) {
    super(channel, decoded.method(), decoded.uri());
    this.headers = decoded.headers();
  }

  @Override
  public CharSequence header(CharSequence name) {
    return headers.get(name);
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> fields() {
    return headers.iteratorCharSequence();
  }

  @Override
  public CharSequence host() {
    return headers.get(HttpHeaderNames.HOST);
  }
}
