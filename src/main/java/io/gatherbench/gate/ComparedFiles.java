package io.gatherbench.gate;

import io.gatherbench.compare.RowFilter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of files in the column {@code file}: the last parts of the path, as many as no other
 * file has. They have no endings such as {@code .csv}, unless two files differ in nothing else.
 */
public final class ComparedFiles {

  private static final String COLUMN = "file";
  private static final String ENDING = "(?<=[^/])\\.(csv|json)(\\.txt)?(\\.gz)?$";

  private final Map<Path, String> names = new HashMap<>();

  /** Names files, each apart from the others. */
  public ComparedFiles(List<Path> files) {
    List<String> paths = files.stream().map(ComparedFiles::path).toList();
    List<String> stems = paths.stream().map(path -> path.replaceFirst(ENDING, "")).toList();
    boolean distinct = stems.stream().distinct().count() == stems.size();
    for (int i = 0; i < files.size(); i++) {
      names.put(files.get(i), shortest(i, distinct ? stems : paths));
    }
  }

  /** Returns the name of one of the files. */
  public String name(Path file) {
    return names.get(file);
  }

  /** Returns a filter in which names of files, given with ending or folder, are those of rows. */
  public RowFilter resolved(RowFilter filter) {
    return filter.name().equals(COLUMN)
        ? new RowFilter(
            COLUMN, filter.values().stream().map(this::resolved).toList(), filter.excludes())
        : filter;
  }

  private String resolved(String value) {
    List<Path> meant =
        names.keySet().stream().filter(file -> path(file).endsWith("/" + value)).toList();
    return names.containsValue(value) || meant.size() != 1 ? value : name(meant.get(0));
  }

  private static String path(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    String slashed = path.replace(file.getFileSystem().getSeparator(), "/");
    return slashed.startsWith("/") ? slashed : "/" + slashed;
  }

  /** Returns the last parts of a path, as many as no other has. */
  private static String shortest(int index, List<String> all) {
    String path = all.get(index);
    int slash = path.lastIndexOf('/');
    while (slash > 0 && isShared(path.substring(slash), all)) {
      slash = path.lastIndexOf('/', slash - 1);
    }
    return path.substring(slash + 1);
  }

  private static boolean isShared(String end, List<String> all) {
    return all.stream().filter(path -> path.endsWith(end)).limit(2).count() > 1;
  }
}
