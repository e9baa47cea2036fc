package io.gatherbench.stub.endpoint;

import io.gatherbench.stub.exchange.Exchange;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.Parameters;
import io.gatherbench.stub.message.PreparedResponse;
import io.gatherbench.stub.message.ResponseOptions;
import io.gatherbench.stub.message.Route;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers of a given status or size, and of what is there and what is not. */
final class PlainEndpoints {

  private final RandomBytes noise = new RandomBytes();

  /** {@code /}: what there is to ask for. */
  void index(Exchange exchange) {
    String routes =
        Arrays.stream(Route.values())
            .filter(route -> route != Route.OTHER)
            .map(Route::label)
            .collect(Collectors.joining("\n"));
    Bytes text = Bytes.of("gatherbench stub\n\n" + routes + "\n");
    exchange.answer(new PreparedResponse.Whole(200, PreparedResponse.TEXT, text, 0, Map.of()));
  }

  /** {@code /status/{code}}: that status and no body. */
  void status(Exchange exchange) throws BadRequestException {
    int code = (int) Parameters.whole("code", exchange.variable(), 200, 599);
    boolean redirects = code >= 301 && code <= 308 && code != 304 && code != 306;
    Map<String, String> headers = redirects ? Map.of("location", "/get") : Map.of();
    exchange.answer(
        new PreparedResponse.Whole(code, PreparedResponse.TEXT, Bytes.NONE, 0, headers));
  }

  /** {@code /bytes/{n}}: that many bytes, a function of the seed. */
  void bytes(Exchange exchange) throws BadRequestException {
    int size = (int) Parameters.whole("n", exchange.variable(), 0, ResponseOptions.MAX_BYTES);
    Bytes body = noise.bytes(size, exchange.ask().seed());
    exchange.answer(new PreparedResponse.Whole(200, PreparedResponse.BYTES, body, 0, Map.of()));
  }

  /** Anything that is not there. */
  void nothing(Exchange exchange) throws BadRequestException {
    String there =
        Arrays.stream(Route.values())
            .filter(route -> route != Route.OTHER)
            .map(Route::label)
            .collect(Collectors.joining(", "));
    throw new BadRequestException(404, "path", exchange.request().path(), there);
  }
}
