package io.gatherbench.first;

import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.endpoint.Todo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program that is started cold: one request, then whole gathers. It writes a byte to standard
 * output for each, and whoever started it takes the time: what it loads is what a program of one's
 * own would load to make these requests.
 */
public final class FirstGather {

  /** Written when the first request is answered. */
  static final int ANSWER = 1;

  /** Written when a gather is done. */
  static final int GATHER = 2;

  /** The stub delays a response by a minute at most. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private FirstGather() {}

  /**
   * Makes the requests.
   *
   * @param arguments strategy, client, protocol, address of the stub, requests in a gather,
   *     latency, for how many milliseconds to gather, 0 for one gather, and the file of the stub's
   *     certificate, which is read for TLS
   */
  public static void main(String[] arguments) throws Exception {
    Protocol protocol = Protocol.valueOf(arguments[2]);
    int count = Integer.parseInt(arguments[4]);
    ClientSettings settings =
        new ClientSettings(
            protocol.at(URI.create(arguments[3])),
            count,
            TIMEOUT,
            protocol,
            ClientExecutor.CACHED,
            protocol.isSecure() ? new TrustedCertificate(certificate(arguments[7])) : null);
    List<Request> requests = new ArrayList<>(count);
    for (int id = 1; id <= count; id++) {
      requests.add(new Request("/todos/" + id + "?latency=" + arguments[5]));
    }
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[6]));
    try (OutputStream events = new FileOutputStream(FileDescriptor.out);
        RequestStrategy strategy =
            Strategy.valueOf(arguments[0])
                .open(
                    Client.valueOf(arguments[1]).opener(settings),
                    new ConcurrencyLimits(count, count))) {
      List<Response> one = strategy.gather(requests.subList(0, 1));
      events.write(ANSWER);
      check(one);
      long end = System.nanoTime() + nanos;
      do {
        List<Response> all = strategy.gather(requests);
        events.write(GATHER);
        check(all);
      } while (System.nanoTime() - end < 0);
    }
  }

  /**
   * Throws if a response is not the right one; part of the gather after it, and next to nothing.
   */
  private static void check(List<Response> responses) {
    for (int i = 0; i < responses.size(); i++) {
      if (!Arrays.equals(responses.get(i).body(), Todo.json(i + 1))) {
        throw new IllegalStateException("a wrong answer to request " + (i + 1));
      }
    }
  }

  private static X509Certificate certificate(String file) throws Exception {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
