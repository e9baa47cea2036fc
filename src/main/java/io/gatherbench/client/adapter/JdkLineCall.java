package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingCall;
import io.gatherbench.client.LineSink;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/**
 * An answer read line by line from {@code java.net.http}. Until its head is there an interruption
 * ends the exchange; after that, older JDKs go on waiting for the body, so it is closed as well.
 */
final class JdkLineCall implements BlockingCall {

  private final HttpClient client;
  private final Request request;
  private final Supplier<HttpRequest> building;
  private final LineSink lines;
  private volatile InputStream body;
  private volatile boolean cancelled;

  JdkLineCall(HttpClient client, Request request, Supplier<HttpRequest> building, LineSink lines) {
    this.client = client;
    this.request = request;
    this.building = building;
    this.lines = lines;
  }

  @Override
  public Response execute() throws RequestFailedException, InterruptedException {
    try {
      HttpResponse<InputStream> answer =
          client.send(building.get(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream reading = answer.body()) {
        body = reading;
        if (!cancelled) {
          Lines.read(reading, lines);
        }
      }
      if (cancelled) {
        throw RequestFailedException.cancelled(request);
      }
      Response response = new Response(answer.statusCode(), new byte[0]);
      if (!response.succeeded()) {
        throw new RequestFailedException(request, response);
      }
      return response;
    } catch (IOException e) {
      throw cancelled
          ? RequestFailedException.cancelled(request)
          : new RequestFailedException(request, e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    InputStream reading = body;
    if (reading != null) {
      try {
        reading.close();
      } catch (IOException e) {
        // It is being given up: there is nothing left to save.
        return;
      }
    }
  }
}
