package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** {@link StrategyIT} with every strategy and client over TLS. */
class SecureStrategyIT extends StrategyIT {

  static Stream<Arguments> exchanges() {
    return StrategyIT.combinations(Protocol.HTTPS_1_1, Protocol.H2);
  }

  static Stream<Arguments> overHttp11() {
    return StrategyIT.combinations(Protocol.HTTPS_1_1);
  }

  static Stream<Arguments> overHttp2() {
    return StrategyIT.combinations(Protocol.H2);
  }
}
