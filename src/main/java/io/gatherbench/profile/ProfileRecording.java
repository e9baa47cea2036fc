package io.gatherbench.profile;

import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.convert.Main;

/** A reader of profilers' recordings, and a writer of flame graphs. */
final class ProfileRecording {

  private ProfileRecording() {}

  /** Reads the stacks of one event in a recording, which fails if it is none of the sampler's. */
  static Stacks stacks(Path recording, Sampler sampler, ProfileEvent event) throws IOException {
    List<String> words = new ArrayList<>(List.of("-o", "collapsed", "--dot", "--threads"));
    words.add("--" + event.label());
    if (sampler == Sampler.JFR && event == ProfileEvent.CPU) {
      // Only the JDK's samples have a state.
      words.addAll(List.of("--state", "runnable"));
    }
    Path collapsed = Files.createTempFile("gatherbench-" + event.label(), ".collapsed");
    try {
      Arguments arguments = new Arguments(words.toArray(new String[0]));
      Main.convert(recording.toString(), collapsed.toString(), arguments);
      return Stacks.read(collapsed);
    } catch (RuntimeException e) {
      // The converter's way to report a truncated file.
      throw new IOException("not a recording: " + recording, e);
    } finally {
      Files.delete(collapsed);
    }
  }

  static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._=+-]+", "-");
  }

  static void draw(Path collapsed, Path page, String title) throws IOException {
    Main.convert(
        collapsed.toString(), page.toString(), new Arguments("-o", "html", "--title", title));
  }

  /** Writes the differential flame graph, without the frames that only the first profile has. */
  static void drawDifference(Path first, Path second, Path page, String title) throws IOException {
    Arguments arguments = new Arguments("-o", "html", "--diff", "--title", title);
    FlameGraph before = Main.parseFlameGraph(first.toString(), arguments);
    FlameGraph after = Main.parseFlameGraph(second.toString(), arguments);
    after.diff(before);
    try (OutputStream out = Files.newOutputStream(page)) {
      after.dump(out);
    }
  }
}
