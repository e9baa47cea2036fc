package io.gatherbench.client.adapter;

import io.gatherbench.client.AsyncCall;
import io.gatherbench.client.LineSink;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;

/**
 * A call of Vert.x that can be cancelled. WebClient has no way to cancel a request or to take an
 * answer line by line; who needs that turns to the {@code HttpClient} below it, as this does.
 */
final class VertxCall implements AsyncCall {

  private final Request request;
  private final LineSink lines;
  private final Promise<Response> answer = Promise.promise();
  private HttpClientRequest sending;

  /**
   * @param lines takes the body; null to have it read whole
   */
  private VertxCall(Request request, LineSink lines) {
    this.request = request;
    this.lines = lines;
  }

  /** Starts a call, on the event loop. */
  static VertxCall start(
      HttpClient client, RequestOptions options, Request request, LineSink lines) {
    VertxCall call = new VertxCall(request, lines);
    client
        .request(options)
        .compose(call::send)
        .onComplete(
            call.answer::tryComplete,
            failure ->
                call.answer.tryFail(
                    failure instanceof RequestFailedException
                        ? failure
                        : new RequestFailedException(request, failure)));
    return call;
  }

  @Override
  public Future<Response> answer() {
    return answer.future();
  }

  @Override
  public void cancel() {
    if (answer.tryFail(RequestFailedException.cancelled(request)) && sending != null) {
      sending.reset();
    }
  }

  private Future<Response> send(HttpClientRequest ready) {
    if (answer.future().isComplete()) {
      // Cancelled while it waited for a connection: it gives that back.
      ready.reset();
      return answer.future();
    }
    sending = ready;
    Future<HttpClientResponse> head =
        request.body().isEmpty() ? ready.send() : ready.send(Buffer.buffer(request.body()));
    return head.compose(this::read);
  }

  private Future<Response> read(HttpClientResponse head) {
    // The end of the body fails as well, and that is looked at; a handler keeps it out of the log.
    head.exceptionHandler(failure -> answer.tryFail(new RequestFailedException(request, failure)));
    Future<byte[]> body =
        lines == null ? head.body().map(Buffer::getBytes) : readLines(head).map(new byte[0]);
    return body.compose(
        read -> {
          Response response = new Response(head.statusCode(), read);
          return response.succeeded()
              ? Future.succeededFuture(response)
              : Future.failedFuture(new RequestFailedException(request, response));
        });
  }

  private Future<Void> readLines(HttpClientResponse head) {
    head.handler(
        RecordParser.newDelimited(
            "\n", line -> lines.line(withoutReturn(line.toString(StandardCharsets.UTF_8)))));
    return head.end();
  }

  /** Lines of server-sent events may end with both. */
  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
