package io.gatherbench.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code generate-completion}: completion of commands and options in bash and zsh. */
@Command(
    description = {
      "Prints a script that completes commands and options in bash and zsh.",
      "",
      "  alias gatherbench='java -jar /path/to/benchmarks.jar'",
      "  source <(gatherbench generate-completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  private static final String ALIAS = "gatherbench";

  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine all = Main.commandLine(console).setCommandName(ALIAS);
    console.out().print(AutoComplete.bash(ALIAS, all));
    console.out().flush();
    return Main.DONE;
  }
}
