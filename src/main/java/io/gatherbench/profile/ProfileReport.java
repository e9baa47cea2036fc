package io.gatherbench.profile;

import io.gatherbench.profile.ProfileDifferences.Difference;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.HotMethods.HotMethod;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.text.CsvText;
import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.results.output.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of a profiling run: hot methods, pictures, differences, page. Not thread-safe. */
public final class ProfileReport {

  private static final String HOT_METHODS =
      "jdk,cell,event,method,own_samples,own_share,total_samples,total_share,component\n";

  /** Methods that never were innermost are left out below this share. */
  private static final double LEAST_SHARE = 0.001;

  private final Path folder;
  private final Consumer<String> terminal;

  /** Begins a report, whose lines of at most 100 columns go to the terminal. */
  public ProfileReport(Path folder, Consumer<String> terminal) throws IOException {
    this.folder = folder;
    this.terminal = terminal;
    write("hot-methods.csv", HOT_METHODS);
  }

  /** Adds a cell, whose methods are in the file when this returns. */
  public void add(ProfiledCell cell) {
    List<List<String>> records = new ArrayList<>();
    for (CellProfile profile : cell.profiles()) {
      HotMethods methods = profile.methods();
      for (HotMethod method : methods.methods()) {
        if (method.own() > 0 || methods.share(method.total()) >= LEAST_SHARE) {
          records.add(
              List.of(
                  cell.jdk(),
                  cell.cell(),
                  profile.event().label(),
                  method.method(),
                  Long.toString(method.own()),
                  share(methods, method.own()),
                  Long.toString(method.total()),
                  share(methods, method.total()),
                  method.component().label()));
        }
      }
    }
    Path hot = folder.resolve("hot-methods.csv");
    try {
      Files.writeString(hot, CsvText.of(records), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UnwritableOutputException(hot, e);
    }
    ProfileTables.lines(cell).forEach(terminal);
  }

  /** Writes the differences of pairs of strategies, the pictures and the page; returns the page. */
  public Path finish(List<ProfiledCell> cells, List<List<String>> pairs, List<String> notes)
      throws IOException {
    List<ProfileComparison> comparisons = ProfileDifferences.of(cells, pairs);
    List<Difference> differences = new ArrayList<>();
    for (ProfileComparison comparison : comparisons) {
      ProfileTables.lines(comparison).forEach(terminal);
      differences.add(ProfileDifferences.draw(comparison, folder));
    }
    if (!comparisons.isEmpty()) {
      write("differences.csv", ProfileDifferences.csv(comparisons));
    }
    List<String> pictures = new ArrayList<>();
    for (ProfileEvent event : ProfileEvent.values()) {
      Optional<String> picture = ComponentsPicture.of(cells, event);
      if (picture.isPresent()) {
        pictures.add("components." + event.label() + ".svg");
        write("components." + event.label() + ".svg", picture.get());
      }
    }
    return write("index.html", new ProfilePage().html(pictures, cells, differences, notes));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    WholeFile.write(file, text);
    return file;
  }

  private static String share(HotMethods methods, long count) {
    return String.format(Locale.ROOT, "%.8f", methods.share(count));
  }
}
