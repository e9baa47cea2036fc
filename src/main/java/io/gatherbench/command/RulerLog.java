package io.gatherbench.command;

import io.gatherbench.run.Ruler;
import io.gatherbench.run.RulerReading;
import io.gatherbench.run.RulerRows;
import io.gatherbench.run.UnusableInputException;
import java.io.IOException;
import java.time.OffsetDateTime;

/**
 * The readings of a run's ruler: the first before anything is measured, the last at the end, in a
 * long run some between. All go into the rows.
 */
final class RulerLog {

  private final Ruler ruler;
  private final Session session;
  private final RulerReading first;
  private RulerReading last;
  private int readings;
  private String trouble = "";

  private RulerLog(Ruler ruler, Session session) throws IOException {
    this.ruler = ruler;
    this.session = session;
    this.first = read();
    this.last = first;
  }

  /**
   * Takes the first reading.
   *
   * @throws UnusableInputException if the stub does not answer
   */
  static RulerLog start(Ruler ruler, Session session) throws UnusableInputException {
    try {
      return new RulerLog(ruler, session);
    } catch (IOException e) {
      throw new UnusableInputException("the stub does not serve: " + e.getMessage());
    }
  }

  /** The first reading, in one line. */
  String line() {
    return first.line();
  }

  /** Takes another reading. One that fails spoils nothing that was measured. */
  void takeAnother() {
    try {
      last = read();
    } catch (IOException e) {
      trouble = "; later readings failed: " + e.getMessage();
    }
  }

  /** How the machine has changed from the first reading to the last, in one line. */
  String drift() {
    return first.drift(last) + trouble;
  }

  private RulerReading read() throws IOException {
    RulerReading reading = ruler.read();
    readings++;
    session.recorder().add(RulerRows.of(session.info(), OffsetDateTime.now(), reading, readings));
    return reading;
  }
}
