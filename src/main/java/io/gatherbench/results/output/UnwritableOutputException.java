package io.gatherbench.results.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Thrown when output cannot be written, because the disk is full for example. Its message is one
 * line for the user. Unchecked, because it passes through callbacks of libraries.
 */
public final class UnwritableOutputException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  public UnwritableOutputException(Path file, IOException cause) {
    super((file + " cannot be written: " + reason(cause)).replaceAll("\\s*\\R\\s*", " "), cause);
  }

  private static String reason(IOException cause) {
    return cause instanceof FileSystemException failed
        ? Objects.requireNonNullElse(failed.getReason(), failed.getClass().getSimpleName())
        : cause.getMessage();
  }
}
