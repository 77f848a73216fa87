package io.github.mnistdl4j.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteExecuteMethod;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The page in a browser, as its user has it. */
final class Page {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final String PASTE =
      """
      const bytes = Uint8Array.from(atob(arguments[0]), (each) => each.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "image", { type: arguments[1] }));
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      """;

  private static final String SETTLED =
      """
      const done = arguments[0];
      const main = document.querySelector("main");
      const look = () => main.ariaBusy === "false" ? done() : setTimeout(look, 5);
      look();
      """;

  private static final String APPEARED =
      """
      const [selector, text, done] = arguments;
      const element = document.querySelector(selector);
      const look = () => element.innerText.includes(text) ? done() : setTimeout(look, 5);
      look();
      """;

  private final RemoteWebDriver driver;
  private final URI origin;

  private Page(RemoteWebDriver driver, URI origin) {
    this.driver = driver;
    this.origin = origin;
  }

  /** Opens the page of a server and forgets what the browser logged before. */
  static Page open(RemoteWebDriver driver, URI server) {
    driver.get(server.toString());
    Page page = new Page(driver, server);
    page.problems();
    return page;
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  String text(String selector) {
    return find(selector).getText();
  }

  /** Pastes an image as from the clipboard and waits for the answer. */
  void paste(byte[] image, String type) {
    run(PASTE, Base64.getEncoder().encodeToString(image), type);
    settle();
  }

  /** Draws strokes on the pad, each of points in [0, 1], and waits for the answer. */
  void draw(PointerInput.Kind kind, List<List<double[]>> strokes) {
    drawOnly(kind, strokes);
    settle();
  }

  /** The same without waiting. */
  void drawOnly(PointerInput.Kind kind, List<List<double[]>> strokes) {
    Rectangle pad = find("#pad").getRect();
    PointerInput pointer = new PointerInput(kind, kind + " pointer");
    Sequence moves = new Sequence(pointer, 0);
    for (List<double[]> stroke : strokes) {
      move(moves, pointer, pad, stroke.get(0));
      moves.addAction(pointer.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
      stroke.forEach(point -> move(moves, pointer, pad, point));
      moves.addAction(pointer.createPointerUp(PointerInput.MouseButton.LEFT.asArg()));
    }
    driver.perform(List.of(moves));
  }

  private static void move(Sequence moves, PointerInput pointer, Rectangle pad, double[] point) {
    int x = (int) Math.round(pad.x + point[0] * pad.width);
    int y = (int) Math.round(pad.y + point[1] * pad.height);
    moves.addAction(pointer.createPointerMove(Duration.ZERO, PointerInput.Origin.viewport(), x, y));
  }

  /** Presses keys where the focus is, and waits for the answer. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
    settle();
  }

  void click(String selector) {
    find(selector).click();
    settle();
  }

  /** Waits until the page shows the answer to what is drawn. */
  void settle() {
    driver.executeAsyncScript(SETTLED);
  }

  /** Waits for a text to appear. */
  void await(String selector, String text) {
    driver.executeAsyncScript(APPEARED, selector, text);
  }

  /** What a script returns, as text. */
  String run(String script, Object... arguments) {
    return Objects.toString(driver.executeScript(script, arguments));
  }

  /** What an asynchronous script hands to its callback, as text. */
  String runAsync(String script) {
    return Objects.toString(driver.executeAsyncScript(script));
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

  /** Errors on the console and requests to other servers since the last call. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .forEach(entry -> problems.add(entry.getMessage()));
    driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonParser.parseString(entry.getMessage()).getAsJsonObject())
        .map(entry -> entry.getAsJsonObject("message"))
        .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(Page::url)
        .filter(url -> !url.startsWith(origin.toString()))
        .forEach(problems::add);
    return problems;
  }

  private static String url(JsonObject event) {
    JsonObject request = event.getAsJsonObject("params").getAsJsonObject("request");
    return request.get("url").getAsString();
  }
}
