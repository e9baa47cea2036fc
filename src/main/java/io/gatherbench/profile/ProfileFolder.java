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

/** Where the files of a profiling run go, and what a fork left in its scratch folder. */
final class ProfileFolder {

  private final Path folder;

  ProfileFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The recording that a fork left below its scratch folder.
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
   * What a recording is of.
   *
   * @param file where it is
   * @param sampler who made it
   * @param scratch a folder for passing files
   * @param stem of the names of the files made of it
   * @param title of the flame graphs, without the event
   */
  record Source(Path file, Sampler sampler, Path scratch, String stem, String title) {}

  /**
   * Reads one event of a recording, and writes its collapsed stacks and its flame graph.
   *
   * @param cost of a request, in the event's unit; NaN if it is not known
   * @throws IOException if the recording cannot be read, or the files cannot be written
   */
  CellProfile write(Source source, ProfileEvent event, double cost) throws IOException {
    Stacks stacks =
        ProfileRecording.stacks(source.file(), source.sampler(), event, source.scratch());
    String name = (source.stem() + "." + event.label()).replaceAll("[^A-Za-z0-9._=+-]+", "-");
    Path collapsed = folder.resolve(name + ".collapsed");
    stacks.write(collapsed, 1);
    HotMethods methods = HotMethods.of(stacks, event);
    if (methods.samples() > 0) {
      String title = event.label() + ": " + source.title();
      ProfileRecording.draw(collapsed, folder.resolve(name + ".html"), title);
    }
    return new CellProfile(event, stacks, methods, cost, name);
  }
}
