package io.gatherbench.results.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes files whole or not at all. */
public final class WholeFile {

  private static final Pattern DRAFT = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4,12}){4}\\.part");

  /** No write takes so long: such a draft is of a process that was killed. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private WholeFile() {}

  /** Writes a text in UTF-8, as {@link #write(Path, byte[])}. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file, on the disk when this returns, in the place of one that had its name. What is
   * written goes to a new file beside it first, so that no link is followed. Such files that killed
   * processes left there over a day ago are deleted.
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
    deleteAbandoned(draft.toAbsolutePath().getParent());
  }

  private static void deleteAbandoned(Path folder) {
    Instant last = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> drafts =
        Files.newDirectoryStream(
            folder, file -> DRAFT.matcher(file.getFileName().toString()).matches())) {
      for (Path draft : drafts) {
        if (Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(last)) {
          Files.deleteIfExists(draft);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What was to be written is: they may stay.
    }
  }
}
