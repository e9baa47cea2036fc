package io.gatherbench.run;

import io.gatherbench.plan.ForkOrder;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Which forks of a matrix are done, and how long each arm's file of rows was then. A fork is done
 * once its line is here; rows behind the length of the last line are those of a fork that was under
 * way when the run was interrupted. One line a fork, on disk before the next fork starts. The file
 * is locked while it is open, so that a folder has one run at a time.
 *
 * <p>Not thread-safe.
 */
public final class ForkJournal implements AutoCloseable {

  private static final String NAME = "forks.tsv";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final FileChannel file;
  private final FileLock lock;
  private final Set<ForkOrder.Fork> done = new LinkedHashSet<>();
  private final Map<Integer, Long> lengths = new HashMap<>();

  private ForkJournal(FileChannel file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Opens a folder's journal; an empty one if there is none yet.
   *
   * @throws UnusableInputException if another run has it open
   * @throws IOException if it cannot be read or written
   */
  public static ForkJournal open(Path folder) throws IOException, UnusableInputException {
    Path path = folder.resolve(NAME);
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(file);
      if (lock == null) {
        throw new UnusableInputException(
            "--resume", folder.toString(), "a folder that no other run is at work in");
      }
      ForkJournal journal = new ForkJournal(file, lock);
      journal.readBack(Files.readString(path));
      return journal;
    } catch (IOException | UnusableInputException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public boolean isDone(ForkOrder.Fork fork) {
    return done.contains(fork);
  }

  public int count() {
    return done.size();
  }

  /** How long an arm's file was after its last fork; 0 if it has none. */
  public long length(int arm) {
    return lengths.getOrDefault(arm, 0L);
  }

  /**
   * A fork is done.
   *
   * @param length of its arm's file, with its rows
   */
  public void add(ForkOrder.Fork fork, long length) throws IOException {
    String line = fork.round() + "\t" + fork.cell() + "\t" + fork.arm() + "\t" + length + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    remember(fork, length);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    file.close();
  }

  private void remember(ForkOrder.Fork fork, long length) {
    done.add(fork);
    lengths.put(fork.arm(), length);
  }

  /** A last line that was cut is as if it had never been written. */
  private void readBack(String text) throws IOException {
    int end = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(0, end).lines().toList()) {
      String[] fields = line.split("\t");
      try {
        remember(
            new ForkOrder.Fork(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2])),
            Long.parseLong(fields[3]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(NAME + " has a line that is none: '" + line + "'", e);
      }
    }
    file.truncate(end);
    file.position(end);
  }

  /** Waits a little: a run that was killed a moment ago may still hold it. */
  private static FileLock tryLock(FileChannel file) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    FileLock lock = lockOrNull(file);
    while (lock == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(RETRY_NANOS);
      lock = lockOrNull(file);
    }
    return lock;
  }

  private static FileLock lockOrNull(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
