package io.gatherbench.first;

import io.gatherbench.results.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of a process by the JVM's log ({@code -Xlog:class+load}).
 *
 * @param archived those from an archive, the JDK's own or another
 * @param own whether the program's own class is one of them
 */
record ClassLog(long loaded, long archived, boolean own) {

  private static final String SOURCE = " source: ";
  private static final String ARCHIVE = SOURCE + "shared objects file";

  /** Reads a log without decorations. */
  static ClassLog read(Path log) throws IOException {
    List<String> lines =
        Files.readString(log, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> line.contains(SOURCE))
            .toList();
    List<String> archived = lines.stream().filter(line -> line.contains(ARCHIVE)).toList();
    String own = FirstGather.class.getName() + ARCHIVE;
    return new ClassLog(
        lines.size(), archived.size(), archived.stream().anyMatch(line -> line.startsWith(own)));
  }

  /** Returns the validity of a start: one with an archive has its own class from it. */
  Validity validity(StartMode mode) {
    return mode == StartMode.ARCHIVE && !own
        ? Validity.voided("the archive was not used: the program's class is not from it")
        : Validity.VALID;
  }
}
