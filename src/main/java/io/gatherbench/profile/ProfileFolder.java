package io.gatherbench.profile;

import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a profiling run, and the recordings in the scratch folders of forks. */
final class ProfileFolder {

  private final Path folder;

  ProfileFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the recording that a fork left below its scratch folder.
   *
   * @throws IOException if there is none
   */
  static Path recording(Path scratch) throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      // JMH makes a folder of its own in there.
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".jfr"))
              .filter(file -> !file.getParent().equals(scratch))
              .toList();
      if (found.size() != 1) {
        throw new IOException("the fork left " + found.size() + " recordings");
      }
      return found.get(0);
    }
  }

  /**
   * A recording and the names of what is made of it.
   *
   * @param file the recording
   * @param sampler the profiler that made it
   * @param scratch a folder for temporary files
   * @param stem the names of the files made of it, without event and ending
   * @param title the title of the flame graphs, without the event
   */
  record Source(Path file, Sampler sampler, Path scratch, String stem, String title) {}

  /**
   * Reads one event of a recording, and writes its collapsed stacks and its flame graph.
   *
   * @param cost the cost of a request, in the event's unit; NaN if unknown
   * @throws IOException if the recording cannot be read or a file cannot be written
   */
  CellProfile write(Source source, ProfileEvent event, double cost) throws IOException {
    Stacks stacks =
        ProfileRecording.stacks(source.file(), source.sampler(), event, source.scratch());
    String name = fileName(source.stem() + "." + event.label());
    Path collapsed = folder.resolve(name + ".collapsed");
    stacks.write(collapsed, 1);
    HotMethods methods = HotMethods.of(stacks, event);
    if (methods.samples() > 0) {
      String title = event.label() + ": " + source.title();
      ProfileRecording.draw(collapsed, folder.resolve(name + ".html"), title);
    }
    return new CellProfile(event, stacks, methods, cost, name);
  }

  /** Returns a name with hyphens for what not every file system takes. */
  static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._=+-]+", "-");
  }
}
