package io.gatherbench.run;

import io.gatherbench.results.BuildInfo;
import io.gatherbench.results.Machine;
import io.gatherbench.results.ResultsFolder;
import io.gatherbench.results.ResultsFolder.RunFiles;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import io.gatherbench.run.jdk.TargetJdk;
import io.gatherbench.run.record.RowRecorder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What a measuring command holds while it runs: the stub, and the files that rows go to. */
public final class Session implements AutoCloseable {

  private final StubLease stub;
  private final RunFiles files;
  private final RowRecorder recorder;
  private final RunInfo info;

  /**
   * Takes over the stub: closes it with the session, or at once if the session cannot be opened.
   */
  private Session(StubLease stub, RunFiles files, RunInfo info, Map<String, String> parameters) {
    this.stub = stub;
    this.files = files;
    this.info = info;
    this.recorder = new RowRecorder(info, files.rows(), Clock.systemDefaultZone(), parameters);
  }

  /** Something that opens a stub. */
  public interface StubSource {
    StubLease open() throws UnusableInputException, IOException;
  }

  /**
   * Opens the results folder, and then the stub: a folder that cannot be written is told at once.
   *
   * @param out the folder, or null for the default place
   * @param pinning which processors the forks and the stub get
   * @param userFlags the flags that the user gave to forks
   * @param parameters what rows have as parameters besides those that JMH knows
   * @throws UnusableInputException if the folder cannot be written, or the stub cannot be had
   */
  public static Session open(
      Path out,
      Pinning pinning,
      TargetJdk jdk,
      List<String> userFlags,
      Map<String, String> parameters,
      StubSource source)
      throws UnusableInputException {
    Machine machine = Machine.current();
    OffsetDateTime now = OffsetDateTime.now();
    ResultsFolder folder;
    try {
      folder = ResultsFolder.open(out, now.toLocalDate(), machine.host());
    } catch (IOException e) {
      throw unwritable(out, e);
    }
    StubLease stub;
    try {
      stub = source.open();
    } catch (IOException e) {
      throw new UnusableInputException("the stub cannot be started: " + e.getMessage());
    }
    try {
      stub = stub.placed(pinning);
      RunFiles files = folder.create(jdk.version());
      RunInfo info =
          new RunInfo(
              runId(now),
              machine,
              jdk.version(),
              jdk.vm(),
              String.join(" ", userFlags),
              jdk.gc(),
              stub.description(),
              BuildInfo.current().commit());
      return new Session(stub, files, info, parameters);
    } catch (IOException e) {
      stub.close();
      throw unwritable(out, e);
    } catch (UnusableInputException | RuntimeException e) {
      stub.close();
      throw e;
    }
  }

  public RowRecorder recorder() {
    return recorder;
  }

  public RunFiles files() {
    return files;
  }

  public StubLease stub() {
    return stub;
  }

  public RunInfo info() {
    return info;
  }

  /** The flags for forks: what this JDK needs to be quiet, and where the stub is. */
  public List<String> forkFlags(TargetJdk jdk) {
    List<String> flags = new ArrayList<>(jdk.quietFlags());
    flags.addAll(stub.forkFlags());
    return flags;
  }

  /** The rows so far, but for the ruler's. */
  public List<Row> measured() {
    return recorder.recorded().stream().filter(row -> !row.isCalibration()).toList();
  }

  /** Whether anything recorded so far is void. */
  public boolean anyVoid() {
    return recorder.recorded().stream()
        .map(Row::validity)
        .anyMatch(verdict -> verdict.kind() == Validity.Kind.VOID);
  }

  @Override
  public void close() {
    stub.close();
    try {
      files.rows().close();
      if (measured().isEmpty()) {
        // Nothing was measured: a file with a header alone would only be in the way.
        Files.deleteIfExists(files.csv());
        Files.deleteIfExists(files.environment());
      }
    } catch (IOException e) {
      // Every row was written when it was recorded; closing writes nothing.
      throw new IllegalStateException("the result file could not be closed", e);
    }
  }

  private static UnusableInputException unwritable(Path out, IOException e) {
    return new UnusableInputException(
        "--out",
        out == null ? "results" : out.toString(),
        "a folder that can be written (" + reason(e) + ")");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    return e instanceof FileSystemException failed
        ? Objects.requireNonNullElse(failed.getReason(), "it cannot be made")
        : e.getMessage();
  }

  /** Identifies a run: when it began, and something that no other has. */
  public static String runId(OffsetDateTime now) {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .format(now.withOffsetSameInstant(ZoneOffset.UTC));
    int random = RandomGenerator.getDefault().nextInt(0x1000000);
    return time + "-" + String.format(Locale.ROOT, "%06x", random);
  }
}
