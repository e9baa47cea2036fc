package io.gatherbench.report.page;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium, told what to do through chromedriver in the WebDriver protocol, of which
 * this needs so little that a library would be more.
 */
final class Browser implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

  private final Process driver;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI session;

  private Browser(Process driver, URI address, Path chromium) throws Exception {
    this.driver = driver;
    JsonObject options =
        new JsonObject()
            .put("binary", chromium.toString())
            .put(
                "args",
                new JsonArray(
                    List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--proxy-server=127.0.0.1:9")));
    JsonObject wanted =
        new JsonObject()
            .put("goog:chromeOptions", options)
            .put("goog:loggingPrefs", new JsonObject().put("browser", "ALL"));
    JsonObject made =
        (JsonObject)
            send(
                "POST",
                address.resolve("/session"),
                new JsonObject().put("capabilities", new JsonObject().put("alwaysMatch", wanted)));
    this.session = address.resolve("/session/" + made.getString("sessionId") + "/");
  }

  /** Starts one; empty if chromium or chromedriver are not on the path. */
  static Optional<Browser> start() throws Exception {
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome", "chrome");
    Optional<Path> chromedriver = onPath("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      return Optional.empty();
    }
    Process driver =
        new ProcessBuilder(chromedriver.get().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      BufferedReader said = driver.inputReader();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher port = PORT.matcher(line);
        if (port.find()) {
          URI address = URI.create("http://127.0.0.1:" + port.group(1));
          return Optional.of(new Browser(driver, address, chromium.get()));
        }
      }
      throw new IOException("chromedriver did not start");
    } catch (Exception e) {
      end(driver);
      throw e;
    }
  }

  /** Opens a page, at a width in CSS pixels, light or dark. */
  void open(Path page, int width, boolean dark) throws Exception {
    JsonObject feature =
        new JsonObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light");
    cdp(
        "Emulation.setEmulatedMedia",
        new JsonObject().put("features", new JsonArray().add(feature)));
    cdp(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    post("url", new JsonObject().put("url", "about:blank"));
    log();
    post("url", new JsonObject().put("url", page.toUri().toString()));
  }

  /** Lets pages run their scripts, or does not. */
  void scripts(boolean run) throws Exception {
    cdp("Emulation.setScriptExecutionDisabled", new JsonObject().put("value", !run));
  }

  /** What a script returns; it may be a promise. */
  Object run(String script) throws Exception {
    return post(
        "execute/sync", new JsonObject().put("script", script).put("args", new JsonArray()));
  }

  /** The lines that a script returns. */
  List<String> lines(String script) throws Exception {
    return ((JsonArray) run(script)).stream().map(String::valueOf).toList();
  }

  /** Presses a key and lets it go. */
  void press(String key) throws Exception {
    JsonArray strokes =
        new JsonArray()
            .add(new JsonObject().put("type", "keyDown").put("value", key))
            .add(new JsonObject().put("type", "keyUp").put("value", key));
    JsonObject keyboard =
        new JsonObject().put("type", "key").put("id", "keyboard").put("actions", strokes);
    post("actions", new JsonObject().put("actions", new JsonArray().add(keyboard)));
  }

  /** What the console has said since this was last asked. */
  List<String> log() throws Exception {
    JsonArray entries = (JsonArray) post("se/log", new JsonObject().put("type", "browser"));
    return entries.stream().map(entry -> ((JsonObject) entry).getString("message")).toList();
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", URI.create(session.toString().replaceFirst("/$", "")), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(driver);
    }
  }

  private static void end(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }

  private void cdp(String command, JsonObject parameters) throws Exception {
    post("goog/cdp/execute", new JsonObject().put("cmd", command).put("params", parameters));
  }

  private Object post(String path, JsonObject body) throws Exception {
    return send("POST", session.resolve(path), body);
  }

  private Object send(String method, URI address, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.encode());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    Object value = new JsonObject(response.body()).getValue("value");
    if (response.statusCode() != 200) {
      throw new IOException(address.getPath() + ": " + value);
    }
    return value;
  }

  private static Optional<Path> onPath(String... names) {
    String[] folders = System.getenv("PATH").split(java.io.File.pathSeparator);
    return Arrays.stream(names)
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
