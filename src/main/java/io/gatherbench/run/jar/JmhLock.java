package io.gatherbench.run.jar;

import io.gatherbench.results.UnusableInputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The lock by which one JMH at a time measures on a machine. A plan of other jars holds it from its
 * first fork to its last, so that nothing measures in between; the JMH of each fork takes none.
 */
public record JmhLock(Closeable file) implements AutoCloseable {

  private static final String IGNORE = "jmh.ignoreLock";

  /** Takes the lock, unless the property {@code jmh.ignoreLock} is set; throws if it is taken. */
  public static JmhLock take() throws UnusableInputException {
    if (Boolean.getBoolean(IGNORE)) {
      return new JmhLock(() -> {});
    }
    Path path = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    String why = "another JMH is measuring";
    try {
      boolean isNew = Files.notExists(path);
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isNew) {
        // As JMH does, for other users of the machine.
        path.toFile().setWritable(true, false);
      }
      if (file.tryLock() != null) {
        return new JmhLock(file);
      }
      file.close();
    } catch (IOException e) {
      why = e.getMessage();
    }
    throw new UnusableInputException(
        "lock of JMH", path.toString(), "one that is free (" + why + "), or -D" + IGNORE + "=true");
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
