package io.gatherbench.run.jmh;

import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** JMH's own progress output, to the place and in the detail that its command line sets. */
final class ConsoleFormat {

  private ConsoleFormat() {}

  /**
   * * Returns the format.
   *
   * @throws UnusableInputException if the file that it is to write to cannot be written
   */
  static OutputFormat of(CommandLineOptions options) throws UnusableInputException {
    PrintStream out = System.out;
    if (options.getOutput().hasValue()) {
      try {
        out = new PrintStream(options.getOutput().get(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UnusableInputException("-o", options.getOutput().get(), "a file to write to");
      }
    } else {
      // JMH closes what it writes to.
      out = new UncloseableOutput(System.out);
    }
    return OutputFormatFactory.createFormatInstance(
        out, options.verbosity().orElse(Defaults.VERBOSITY));
  }

  /** Passes everything on, but stays open. */
  private static final class UncloseableOutput extends PrintStream {

    UncloseableOutput(PrintStream shown) {
      super(shown, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      flush();
    }
  }
}
