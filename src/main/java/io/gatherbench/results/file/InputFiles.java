package io.gatherbench.results.file;

import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The files that a user named, and those in named folders, six levels deep. A named file must be of
 * use; in a folder others are passed over, with a remark on those that results could be taken for.
 */
public final class InputFiles {

  private static final int DEPTH = 6;

  /** What a run writes and then renames; a run that was killed may have left one. */
  private static final Pattern DRAFT = Pattern.compile("\\..*\\.part");

  private final Set<FileKind> usable;
  private final Map<Path, FileKind> kinds = new LinkedHashMap<>();

  /** The files of folders, by what a remark calls them. */
  private final Map<Path, String> inFolders = new LinkedHashMap<>();

  /** Why files of folders are passed over, in sentences without an end. */
  private final List<String> passedOver = new ArrayList<>();

  /** A consumer of rows with the file that they are from. */
  public interface FileRowSink<E extends Exception> {
    void accept(Path file, Row row) throws E;
  }

  private InputFiles(Set<FileKind> usable) {
    this.usable = Set.copyOf(usable);
  }

  /**
   * Finds files.
   *
   * @param allowed the files of these kinds, in words
   * @throws UnusableInputException if a named file is of another kind, or one cannot be read
   */
  public static InputFiles find(List<Path> named, Set<FileKind> usable, String allowed)
      throws UnusableInputException {
    InputFiles found = new InputFiles(usable);
    Set<Path> seen = new HashSet<>();
    for (Path path : named) {
      boolean folder = Files.isDirectory(path);
      for (Path file : folder ? found.filesIn(path) : List.of(path)) {
        if (seen.add(file.toAbsolutePath().normalize())) {
          if (folder) {
            found.inFolders.put(file, path.relativize(file).toString());
            found.addOfFolder(file);
          } else {
            found.addNamed(file, allowed);
          }
        }
      }
    }
    return found;
  }

  /**
   * Returns the regular files of a folder, sorted, without drafts of files that are being written.
   * Folders in it that cannot be read are passed over.
   */
  private List<Path> filesIn(Path folder) throws UnusableInputException {
    List<Path> files = new ArrayList<>();
    try {
      // A walk that begins at a link would end there.
      Path root = folder.toRealPath();
      Files.walkFileTree(
          root,
          Set.of(),
          DEPTH,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              boolean draft = DRAFT.matcher(file.getFileName().toString()).matches();
              if (!draft && Files.isRegularFile(file)) {
                files.add(folder.resolve(root.relativize(file)));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (file.equals(root)) {
                throw e;
              }
              if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                passedOver.add(root.relativize(file) + " cannot be read");
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UnusableInputException("folder", folder.toString(), "one that can be read");
    }
    Collections.sort(files);
    return files;
  }

  private void addNamed(Path file, String allowed) throws UnusableInputException {
    if (Files.notExists(file)) {
      throw new UnusableInputException("file", file.toString(), "one that exists");
    }
    FileKind kind;
    try {
      kind = FileKind.of(file);
    } catch (IOException e) {
      throw new UnusableInputException("file", file.toString(), "one that can be read");
    }
    if (!usable.contains(kind)) {
      throw kind == FileKind.JMH_TABLE || kind == FileKind.EMPTY
          ? new UnusableInputException("file " + file + " " + shortcoming(kind))
          : new UnusableInputException("file", file.toString(), allowed);
    }
    kinds.put(file, kind);
  }

  private void addOfFolder(Path file) {
    String name = file.getFileName().toString();
    FileKind kind;
    try {
      kind = FileKind.of(file);
      if (kind == FileKind.JMH_JSON && hasRowsBeside(file, name)) {
        return;
      }
    } catch (IOException e) {
      passedOver.add(inFolders.get(file) + " cannot be read");
      return;
    }
    if (usable.contains(kind) && kind != FileKind.EMPTY) {
      kinds.put(file, kind);
    } else if (kind == FileKind.JMH_TABLE
        || (kind == FileKind.OTHER || kind == FileKind.EMPTY)
            && name.matches(".*\\.(json|csv|gz)")) {
      passedOver.add(inFolders.get(file) + " " + shortcoming(kind));
    }
  }

  /** Tells whether a CSV of the same name has rows, which have the same numbers. */
  private static boolean hasRowsBeside(Path json, String name) throws IOException {
    String rows = name.replaceFirst("(\\.part-\\d+)?\\.json(\\.gz)?$", ".csv");
    return !rows.equals(name)
        && (FileKind.hasRows(json.resolveSibling(rows))
            || FileKind.hasRows(json.resolveSibling(rows + ".gz")));
  }

  private static String shortcoming(FileKind kind) {
    return switch (kind) {
      case JMH_TABLE -> "is a table of JMH's, without its forks; take its JSON (-rf json)";
      case EMPTY -> "is empty";
      default -> "is of another kind";
    };
  }

  /** Returns the files of a kind. */
  public List<Path> of(FileKind kind) {
    return kinds.keySet().stream().filter(file -> kinds.get(file) == kind).toList();
  }

  /** Tells whether a file was found in a folder, and not named itself. */
  public boolean isOfFolder(Path file) {
    return inFolders.containsKey(file);
  }

  /** Returns the files that rows are read from. */
  public List<Path> results() {
    return kinds.keySet().stream()
        .filter(file -> Set.of(FileKind.ROWS, FileKind.JMH_JSON).contains(kinds.get(file)))
        .toList();
  }

  /**
   * Hands on the rows of all files; returns remarks on what was left out or could not be taken as
   * it is, one of them on all files of folders that were passed over.
   *
   * @throws IOException if a named file cannot be read, or the sink refuses one of its rows; the
   *     message names it
   */
  public <E extends Exception> List<String> read(FileRowSink<E> sink) throws IOException {
    List<String> remarks = new ArrayList<>();
    of(FileKind.EMPTY).forEach(file -> remarks.add(file + " is empty"));
    List<String> unread = new ArrayList<>(passedOver);
    for (Path file : results()) {
      AtomicBoolean begun = new AtomicBoolean();
      RowReader.RowSink<E> rows =
          row -> {
            sink.accept(file, row);
            begun.set(true);
          };
      try {
        remarks.addAll(
            kinds.get(file) == FileKind.JMH_JSON
                ? JmhResultReader.read(file, rows)
                : RowReader.read(file, rows).stream().toList());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        boolean names = e instanceof IOException;
        String why = names ? e.getMessage() : file + ": " + e.getMessage();
        if (!isOfFolder(file)) {
          throw new IOException(why, e);
        }
        String refused = why.replace(file.toString(), inFolders.get(file));
        unread.add(refused + (begun.get() ? " (the rows before that are taken)" : ""));
      }
    }
    if (!unread.isEmpty()) {
      remarks.add(
          "Passed over in folders: " + String.join("; ", unread.stream().sorted().toList()) + ".");
    }
    return remarks;
  }
}
