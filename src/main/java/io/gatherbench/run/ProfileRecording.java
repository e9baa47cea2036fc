package io.gatherbench.run;

import io.gatherbench.results.profile.ProfileEvent;
import io.gatherbench.results.profile.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.convert.Main;

/** Reads recordings of a profiler, and draws flame graphs. */
public final class ProfileRecording {

  private ProfileRecording() {}

  /**
   * The stacks of one event in a recording, of async-profiler's or of the JDK's.
   *
   * @param scratch a folder for a file that is gone when this returns
   * @throws IOException if it is no such recording, or cannot be read
   */
  static Stacks stacks(Path recording, ProfileEvent event, Path scratch) throws IOException {
    Path collapsed = Files.createTempFile(scratch, event.label(), ".collapsed");
    try {
      Main.convert(
          recording.toString(),
          collapsed.toString(),
          new Arguments("-o", "collapsed", "--dot", "--threads", "--" + event.label()));
      return Stacks.read(collapsed);
    } catch (RuntimeException e) {
      // That is how the converter says that a file is cut off.
      throw new IOException("not a recording: " + recording, e);
    } finally {
      Files.delete(collapsed);
    }
  }

  /**
   * Draws a flame graph as a page.
   *
   * @throws IOException if the stacks cannot be read, or the page cannot be written
   */
  static void draw(Path collapsed, Path page, String title) throws IOException {
    Main.convert(
        collapsed.toString(), page.toString(), new Arguments("-o", "html", "--title", title));
  }

  /**
   * Draws how the second of two profiles differs from the first: its frames, in colours that say
   * how much wider or narrower each became. Frames that only the first has are not there.
   *
   * @throws IOException if stacks cannot be read, or the page cannot be written
   */
  public static void drawDifference(Path first, Path second, Path page, String title)
      throws IOException {
    Arguments arguments = new Arguments("-o", "html", "--diff", "--title", title);
    FlameGraph before = Main.parseFlameGraph(first.toString(), arguments);
    FlameGraph after = Main.parseFlameGraph(second.toString(), arguments);
    after.diff(before);
    try (OutputStream out = Files.newOutputStream(page, StandardOpenOption.CREATE_NEW)) {
      after.dump(out);
    }
  }
}
