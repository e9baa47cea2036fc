package io.gatherbench.run;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.Fork.Purpose;
import io.gatherbench.plan.Plan;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.output.UnwritableOutputException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The journal of the forks that are done, a line each. A line has round, cell, variant, the length
 * of the variant's file, and the purpose of a fork that does not measure; it is on disk before the
 * next fork starts. Rows beyond the last length are those of an interrupted fork. The file is
 * locked while it is open, so that a plan has one run at a time. Not thread-safe.
 */
final class ForkJournal implements AutoCloseable {

  private static final String CALIBRATION = "CALIBRATION";
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path path;
  private final FileChannel file;
  private final Set<Fork> done = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Long> lengths = new ConcurrentHashMap<>();
  private int calibrations;

  private ForkJournal(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Opens a journal, or creates an empty one; refuses one that another run has open. */
  static ForkJournal open(Path path) throws IOException, UnusableInputException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, path);
      ForkJournal journal = new ForkJournal(path, file);
      // Through the locked channel: POSIX drops the lock when any other descriptor is closed.
      byte[] text = Channels.newInputStream(file).readAllBytes();
      journal.readBack(new String(text, StandardCharsets.UTF_8));
      return journal;
    } catch (IOException | UnusableInputException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  boolean isDone(Fork fork) {
    return done.contains(fork);
  }

  /** Returns whether every line names a cell and a variant of a plan. */
  boolean isOf(Plan plan) {
    return done.stream().allMatch(fork -> fork.cell() >= 0 && fork.cell() < plan.cells().size())
        && lengths.keySet().stream()
            .allMatch(variant -> variant >= 0 && variant < plan.variants().size());
  }

  int count() {
    return done.size();
  }

  int lastRound() {
    return done.stream().mapToInt(Fork::round).max().orElse(0);
  }

  int calibrations() {
    return calibrations;
  }

  /** Returns the length of a variant's file after its last rows; 0 if it has none. */
  long length(int variant) {
    return lengths.getOrDefault(variant, 0L);
  }

  /** Adds a fork that is done, with the length of its variant's file including its rows. */
  void add(Fork fork, long length) throws IOException {
    String purpose = fork.purpose() == Purpose.MEASURE ? "" : "\t" + fork.purpose();
    write(fork.round() + "\t" + fork.cell() + "\t" + fork.variant() + "\t" + length + purpose);
  }

  /** Adds the rows of a calibration, with the length of each variant's file including them. */
  void addCalibration(List<Long> lengths) throws IOException {
    for (int variant = 0; variant < lengths.size(); variant++) {
      write("0\t0\t" + variant + "\t" + lengths.get(variant) + "\t" + CALIBRATION);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(String line) throws IOException {
    try {
      Channels.newOutputStream(file).write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      file.force(false);
    } catch (IOException e) {
      throw new UnwritableOutputException(path, e);
    }
    remember(line);
  }

  /** Reads the lines; a last line that was cut off counts as not written. */
  private void readBack(String text) throws IOException {
    int end = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(0, end).lines().toList()) {
      remember(line);
    }
    file.truncate(end);
    file.position(end);
  }

  private void remember(String line) throws IOException {
    String[] fields = line.split("\t");
    try {
      int variant = Integer.parseInt(fields[2]);
      String purpose = fields.length > 4 ? fields[4] : Purpose.MEASURE.name();
      lengths.put(variant, Long.parseLong(fields[3]));
      if (purpose.equals(CALIBRATION)) {
        calibrations += variant == 0 ? 1 : 0;
      } else {
        int round = Integer.parseInt(fields[0]);
        done.add(new Fork(round, Integer.parseInt(fields[1]), variant, Purpose.valueOf(purpose)));
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(path + " has an unreadable line: '" + line + "'", e);
    }
  }

  /** Waits a little: a run that was killed a moment ago may still hold the lock. */
  private static void lock(FileChannel file, Path path) throws IOException, UnusableInputException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!isLocked(file)) {
      if (System.nanoTime() > deadline) {
        throw new UnusableInputException(
            "--resume", path.toString(), "a plan that no other process is running");
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
