package io.gatherbench.strategy;

import io.gatherbench.client.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** {@link PendingRequestsTest} with every strategy and client over TLS. */
class SecurePendingRequestsIT extends PendingRequestsTest {

  static Stream<Arguments> combinations() {
    return StrategyIT.combinations(Protocol.HTTPS_1_1, Protocol.H2);
  }
}
