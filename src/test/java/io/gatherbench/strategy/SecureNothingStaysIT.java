package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** {@link NothingStaysIT} with every strategy and client over TLS. */
class SecureNothingStaysIT extends NothingStaysIT {

  @Override
  Stream<Arguments> sample() {
    return StrategyIT.combinations(Protocol.HTTPS_1_1, Protocol.H2);
  }
}
