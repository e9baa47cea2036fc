package io.gatherbench.stub.message;

import io.netty.util.AsciiString;
import java.util.Map;

/**
 * What stands before the body of an answer.
 *
 * @param status 200 to 599
 * @param type the content's type
 * @param headers beside the type, the length and the lateness; names in lower case
 * @param lateNanos the lateness that the client is told
 */
public record ResponseHead(
    int status, AsciiString type, Map<String, String> headers, long lateNanos) {

  /** The header in which every answer carries its own lateness. */
  public static final AsciiString LATENESS = AsciiString.cached("stub-lateness-nanos");

  /** Whether an answer with that status has a body; those without have no length either. */
  public boolean hasBody() {
    return status != 204 && status != 304;
  }
}
