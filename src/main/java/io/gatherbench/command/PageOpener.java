package io.gatherbench.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens a page in the user's browser. */
final class PageOpener {

  private static final long SECONDS = 5;

  private final String browser;
  private final String system;

  /** Creates an opener; {@code browser} is the command in {@code BROWSER}, or null. */
  PageOpener(String browser, String system) {
    this.browser = browser;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** Opens a page; returns false if no browser can be started. */
  boolean open(Path page) {
    String address = page.toUri().toString();
    try {
      Process process =
          new ProcessBuilder(command(address))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // What still runs after a while is the browser itself.
      return !process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<String> command(String address) {
    if (browser != null && !browser.isBlank()) {
      return List.of(browser, address);
    }
    if (system.contains("mac")) {
      return List.of("open", address);
    }
    return system.contains("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
        : List.of("xdg-open", address);
  }
}
