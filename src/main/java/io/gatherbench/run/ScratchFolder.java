package io.gatherbench.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A temporary folder, deleted when it is closed or when this process ends, unless by SIGKILL. */
public final class ScratchFolder implements Closeable {

  private final Path path = Files.createTempDirectory("gatherbench-scratch");
  private final Thread atExit = new Thread(this::deleteAtExit);

  /** Creates the folder among the temporary files. */
  public ScratchFolder() throws IOException {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // The process is ending, and the hook deletes the folder.
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

  /** Ends the forks first, which could still write into the folder. */
  private void deleteAtExit() {
    List<ProcessHandle> forks = ProcessHandle.current().children().toList();
    forks.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              forks.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(2, TimeUnit.SECONDS);
      delete();
    } catch (Exception e) {
      // What is left is among the temporary files, and this process is ending.
      return;
    }
  }
}
