package com.example;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientProvider;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client of a team's own: {@code java.net.http}, as the team sets it up. */
public final class ExampleProvider implements ClientProvider {

  @Override
  public String name() {
    return "EXAMPLE";
  }

  @Override
  public BlockingClient openBlocking(ClientSettings settings) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
    return new ExampleClient(settings, http);
  }

  private record ExampleClient(ClientSettings settings, HttpClient http) implements BlockingClient {

    @Override
    public Response send(Request request) throws RequestFailedException, InterruptedException {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(settings.base().resolve(request.target()))
              .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()))
              .timeout(settings.timeout());
      request.forEachHeader(builder::setHeader);
      try {
        HttpResponse<byte[]> response =
            http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Response(response.statusCode(), response.body());
      } catch (IOException e) {
        throw new RequestFailedException(request, e);
      }
    }

    @Override
    public void close() {
      // This client ends its threads when it is unreachable; it has a close from JDK 21 on.
    }
  }
}
