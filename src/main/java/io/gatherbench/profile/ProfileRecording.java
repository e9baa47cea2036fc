package io.gatherbench.profile;

import io.gatherbench.profile.ProfileRequest.Sampler;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.Stacks;
import io.gatherbench.results.output.UnwritableOutputException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    try {
      ByteArrayOutputStream collapsed = new ByteArrayOutputStream();
      Main.parseFlameGraph(recording.toString(), new Arguments(words.toArray(new String[0])))
          .dump(collapsed);
      return Stacks.read(collapsed.toString(StandardCharsets.UTF_8).lines());
    } catch (RuntimeException e) {
      // The converter's way to report a truncated file.
      throw new IOException("not a recording: " + recording, e);
    }
  }

  static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._=+-]+", "-");
  }

  /** Writes a flame graph of collapsed stacks. */
  static void draw(Path collapsed, Path page, String title) throws IOException {
    Arguments arguments = new Arguments("-o", "html", "--title", title);
    write(Main.parseFlameGraph(collapsed.toString(), arguments), page);
  }

  /** Writes the differential flame graph, without the frames that only the first profile has. */
  static void drawDifference(Path first, Path second, Path page, String title) throws IOException {
    Arguments arguments = new Arguments("-o", "html", "--diff", "--title", title);
    FlameGraph before = Main.parseFlameGraph(first.toString(), arguments);
    FlameGraph after = Main.parseFlameGraph(second.toString(), arguments);
    after.diff(before);
    write(after, page);
  }

  private static void write(FlameGraph graph, Path page) {
    write(
        page,
        () -> {
          OutputStream file = new BufferedOutputStream(Files.newOutputStream(page));
          try (PrintStream out = new PrintStream(file, false, StandardCharsets.UTF_8)) {
            graph.dump(out);
            // It keeps exceptions to itself.
            if (out.checkError()) {
              throw new IOException("it is full");
            }
          }
        });
  }

  /** What writes a file. */
  interface Writing {
    void write() throws IOException;
  }

  /** Writes a file; throws {@code UnwritableOutputException} if it cannot be written. */
  static void write(Path file, Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UnwritableOutputException(file, e);
    }
  }
}
