package io.gatherbench.run;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.time.OffsetDateTime;

/**
 * The readings of a run's ruler: the first before anything is measured, the last at the end, in a
 * long run some between. All go into the rows.
 */
public final class CalibrationLog {

  private final Calibration ruler;
  private final Session session;
  private final CalibrationReading first;
  private CalibrationReading last;
  private int readings;
  private String trouble = "";

  private CalibrationLog(Calibration ruler, Session session) throws IOException {
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
  public static CalibrationLog start(Calibration ruler, Session session)
      throws UnusableInputException {
    try {
      return new CalibrationLog(ruler, session);
    } catch (IOException e) {
      throw new UnusableInputException("the stub does not serve: " + e.getMessage());
    }
  }

  /** The first reading, in one line. */
  public String line() {
    return first.line();
  }

  /** Takes another reading. One that fails spoils nothing that was measured. */
  public void takeAnother() {
    try {
      last = read();
    } catch (IOException e) {
      trouble = "; later readings failed: " + e.getMessage();
    }
  }

  /** How the machine has changed from the first reading to the last, in one line. */
  public String drift() {
    return first.drift(last) + trouble;
  }

  private CalibrationReading read() throws IOException {
    CalibrationReading reading = ruler.read();
    readings++;
    session
        .recorder()
        .add(CalibrationRows.of(session.info(), OffsetDateTime.now(), reading, readings));
    return reading;
  }
}
