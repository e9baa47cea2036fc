package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** {@link StrategyTest} with every strategy and client over TLS. */
class SecureStrategyIT extends StrategyTest {

  static Stream<Arguments> exchanges() {
    return StrategyTest.combinations(Protocol.HTTPS_1_1, Protocol.H2);
  }

  static Stream<Arguments> overHttp11() {
    return StrategyTest.combinations(Protocol.HTTPS_1_1);
  }

  static Stream<Arguments> overHttp2() {
    return StrategyTest.combinations(Protocol.H2);
  }
}
