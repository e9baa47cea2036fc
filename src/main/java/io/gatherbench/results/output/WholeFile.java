package io.gatherbench.results.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files whole or not at all. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes a text in UTF-8, as {@link #write(Path, byte[])}. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file, on the disk when this returns, in the place of one that had its name. What is
   * written goes to a new file beside it first, so that no link is followed.
   *
   * @throws IOException if no file can be made in the folder
   * @throws UnwritableOutputException if it cannot be written to its end; a former file stays
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path draft = file.resolveSibling("." + UUID.randomUUID() + ".part");
    FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      try (channel) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw new UnwritableOutputException(file, e);
    }
  }
}
