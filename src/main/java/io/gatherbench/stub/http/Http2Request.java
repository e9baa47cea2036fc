package io.gatherbench.stub.http;

import io.gatherbench.stub.message.IncomingRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Iterator;
import java.util.Map;

/** A request that came over HTTP/2. */
final class Http2Request extends IncomingRequest {

  private final Http2Headers headers;

  /** Creates the request of headers that have a method and a path. */
  Http2Request(Channel channel, Http2Headers headers) {
    super(channel, HttpMethod.valueOf(headers.method().toString()), headers.path().toString());
    this.headers = headers;
  }

  @Override
  public CharSequence header(CharSequence name) {
    return headers.get(name);
  }

  @Override
  protected Iterator<Map.Entry<CharSequence, CharSequence>> fields() {
    return headers.iterator();
  }

  @Override
  protected CharSequence host() {
    CharSequence authority = headers.authority();
    return authority == null ? super.host() : authority;
  }
}
