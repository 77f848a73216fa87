package io.github.mnistdl4j.cli;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteExecuteMethod;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * A window of {@link Chromium}, which nobody sees.
 *
 * @param first the window that stays open when this one is closed
 */
record Browser(RemoteWebDriver driver, String first) implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Opens a window in which nothing is left of what other tests stored or were allowed. */
  static Browser open(Chromium chromium) {
    RemoteWebDriver driver = chromium.driver();
    String first = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.WINDOW);
    Browser browser = new Browser(driver, first);
    browser.devTools("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
    browser.devTools("Network.clearBrowserCache", Map.of());
    browser.devTools("Browser.resetPermissions", Map.of());
    return browser;
  }

  /** Opens the page of a server in a window of usual size, in light colours, its logs empty. */
  DrawingPage open(URI server) {
    resize(1280, 800);
    prefer("prefers-color-scheme", "light");
    driver.get(server.toString());
    log(LogType.BROWSER);
    log(LogType.PERFORMANCE);
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

  /** Shows the page as it is printed where it is dark on the screen. */
  void print() {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "print",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  /** Lets scripts write to the clipboard. */
  void allowClipboard() {
    devTools(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** Gives a command of the Chrome DevTools Protocol; returns what it says. */
  private Map<String, Object> devTools(String command, Map<String, Object> parameters) {
    return new AddHasCdp()
        .getImplementation(driver.getCapabilities(), new RemoteExecuteMethod(driver))
        .executeCdpCommand(command, parameters);
  }

  /** Keeps a picture of the window in {@code target/screenshots}. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Map<String, Object> quick = Map.of("format", "png", "optimizeForSpeed", true);
    String picture = Objects.toString(devTools("Page.captureScreenshot", quick).get("data"));
    Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(picture));
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
    driver.close();
    driver.switchTo().window(first);
  }
}
