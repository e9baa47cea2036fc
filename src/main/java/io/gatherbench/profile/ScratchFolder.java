package io.gatherbench.profile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder for what a fork leaves. It goes when it is closed, or with this process, whatever ends
 * it but SIGKILL. Not thread-safe.
 */
final class ScratchFolder implements Closeable {

  private static final int FORKS_END_SECONDS = 2;

  private final Path path;
  private final Thread atExit = new Thread(this::goWithTheProcess);

  /**
   * Makes an empty folder.
   *
   * @throws IOException if it cannot be made
   */
  ScratchFolder() throws IOException {
    path = Files.createTempDirectory("gatherbench-profile");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /**
   * Deletes the folder with all that is in it.
   *
   * @throws IOException if it cannot be deleted
   */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // The process is ending, and the folder with it.
    }
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A fork that still ends could write its recording into a folder that is gone already. */
  private void goWithTheProcess() {
    List<ProcessHandle> forks = ProcessHandle.current().children().toList();
    forks.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              forks.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(FORKS_END_SECONDS, TimeUnit.SECONDS);
      delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // What cannot be deleted stays in the system's temporary folder.
    }
  }
}
