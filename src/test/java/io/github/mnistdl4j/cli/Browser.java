package io.github.mnistdl4j.cli;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.RemoteExecuteMethod;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.service.DriverCommandExecutor;

/** The Chromium of this machine, without a window. Nothing is downloaded for it. */
record Browser(RemoteWebDriver driver) implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** What to say where there is none. */
  static final String MISSING =
      "The page is not tested: Chromium and its driver are not installed."
          + " On Debian: apt-get install chromium chromium-driver";

  /** Whether it can be started. */
  static boolean isInstalled() {
    return executable("chromium", "google-chrome").isPresent()
        && executable("chromedriver").isPresent();
  }

  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setScriptTimeout(Duration.ofMinutes(2)); // less than its driver waits for an answer
    options.setBinary(executable("chromium", "google-chrome").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--host-resolver-rules=MAP *.example 127.0.0.1",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(executable("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    CommandExecutor executor =
        new DriverCommandExecutor(
            service, new AddHasCdp().getAdditionalCommands(), ClientConfig.defaultConfig());
    return new Browser(new RemoteWebDriver(executor, options));
  }

  /** Opens the page of a server in a window of usual size, in light colours. */
  DrawingPage open(URI server) {
    driver.get(server.toString());
    problems(server);
    resize(1280, 800);
    prefer("prefers-color-scheme", "light");
    return new DrawingPage(driver);
  }

  /** Makes the window this large; a small one is a phone's. */
  void resize(int width, int height) {
    boolean phone = width < 500;
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    devTools("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
  }

  /** Sets a media feature, such as {@code prefers-color-scheme}. */
  void prefer(String feature, String value) {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Lets scripts write to the clipboard. */
  void allowClipboard() {
    devTools(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** Gives a command of the Chrome DevTools Protocol. */
  private void devTools(String command, Map<String, Object> parameters) {
    new AddHasCdp()
        .getImplementation(driver.getCapabilities(), new RemoteExecuteMethod(driver))
        .executeCdpCommand(command, parameters);
  }

  /** Keeps a picture of the window in {@code target/screenshots}. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What it complained about on the console, and requests to others than a server, since last. */
  List<String> problems(URI server) {
    Stream<String> complaints =
        log(LogType.BROWSER)
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .map(LogEntry::getMessage);
    Stream<String> requests =
        log(LogType.PERFORMANCE)
            .map(entry -> JsonParser.parseString(entry.getMessage()).getAsJsonObject())
            .map(entry -> entry.getAsJsonObject("message"))
            .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
            .map(event -> event.getAsJsonObject("params").getAsJsonObject("request"))
            .map(request -> request.get("url").getAsString())
            .filter(url -> !url.startsWith(server.toString()));
    return Stream.concat(complaints, requests).toList();
  }

  private Stream<LogEntry> log(String type) {
    return driver.manage().logs().get(type).getAll().stream();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Optional<Path> executable(String... names) {
    String[] folders = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
