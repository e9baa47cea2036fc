package io.gatherbench.profile;

import io.gatherbench.profile.ProfilePage.Difference;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethodsFile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The report of a profiling run: {@code hot-methods.csv} cell by cell, then pictures, differences
 * and the page. Not thread-safe.
 */
public final class ProfileReport implements Closeable {

  private final Path folder;
  private final Consumer<String> terminal;
  private final HotMethodsFile hotMethods;

  /**
   * Begins a report.
   *
   * @param folder the run's folder
   * @param terminal takes the lines for the terminal, at most 100 columns wide
   * @throws IOException if the folder cannot be written
   */
  public ProfileReport(Path folder, Consumer<String> terminal) throws IOException {
    this.folder = folder;
    this.terminal = terminal;
    this.hotMethods = new HotMethodsFile(folder.resolve("hot-methods.csv"));
  }

  /**
   * Adds a cell, whose methods are in the file when this returns.
   *
   * @throws IOException if they cannot be written
   */
  public void add(ProfiledCell cell) throws IOException {
    for (CellProfile profile : cell.profiles()) {
      hotMethods.add(cell.jdk(), cell.cell(), profile.event(), profile.methods());
    }
    ProfileTables.lines(cell).forEach(terminal);
  }

  /**
   * Writes the differences of cells, the pictures and the page.
   *
   * @param cells in the order of the page
   * @param pairs pairs of strategies to compare
   * @param notes remarks on the whole run
   * @return the page
   * @throws IOException if a file cannot be written
   */
  public Path finish(List<ProfiledCell> cells, List<List<String>> pairs, List<String> notes)
      throws IOException {
    List<ProfileComparison> comparisons = ProfileDifferences.of(cells, pairs);
    List<Difference> differences = new ArrayList<>();
    for (ProfileComparison comparison : comparisons) {
      ProfileTables.lines(comparison).forEach(terminal);
      differences.add(new Difference(comparison, ProfileDifferences.draw(comparison, folder)));
    }
    if (!comparisons.isEmpty()) {
      write("differences.csv", ProfileDifferences.csv(comparisons));
    }
    List<String> pictures = new ArrayList<>();
    for (ProfileEvent event : ProfileEvent.values()) {
      Optional<String> picture = ComponentsPicture.of(cells, event);
      if (picture.isPresent()) {
        String name = "components." + event.label() + ".svg";
        write(name, picture.get());
        pictures.add(name);
      }
    }
    return write(
        "index.html",
        ProfilePage.html("gatherbench: profiles", pictures, cells, differences, notes));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Override
  public void close() throws IOException {
    hotMethods.close();
  }
}
