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
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteExecuteMethod;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The page in a browser, as its user has it. */
final class Page {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final String GIVE =
      """
      const [name, base64, type] = arguments;
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], "image", { type }));
      document.querySelector("#pad").dispatchEvent(name === "paste"
        ? new ClipboardEvent(name, { clipboardData: transfer, bubbles: true })
        : new DragEvent(name, { dataTransfer: transfer, bubbles: true }));
      """;

  private static final String COPY =
      """
      const [base64, done] = arguments;
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const image = new Blob([bytes], { type: "image/png" });
      navigator.clipboard.write([new ClipboardItem({ "image/png": image })]).then(done);
      """;

  private static final String PICTURE =
      """
      const [selector, done] = arguments;
      requestAnimationFrame(() => done(document.querySelector(selector).toDataURL()));
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
      const look = () => element.textContent.includes(text) ? done() : setTimeout(look, 5);
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

  void reload() {
    driver.navigate().refresh();
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  String text(String selector) {
    return find(selector).getText();
  }

  /** Pastes an image as from the clipboard and waits for the answer. */
  void paste(byte[] image) {
    give("paste", image);
  }

  /** Drops an image file on the pad and waits for the answer. */
  void drop(byte[] image) {
    give("drop", image);
  }

  /** Puts an image on the clipboard and presses Control and V. */
  void copyAndPaste(byte[] image) {
    devTools(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    driver.executeAsyncScript(COPY, Base64.getEncoder().encodeToString(image));
    pressControl("v");
  }

  private void give(String event, byte[] image) {
    run(GIVE, event, Base64.getEncoder().encodeToString(image), "image/png");
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

  /** Begins a stroke on the pad and does not end it. */
  void beginStroke(List<double[]> points) {
    Rectangle pad = find("#pad").getRect();
    PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
    Sequence moves = new Sequence(mouse, 0);
    move(moves, mouse, pad, points.get(0));
    moves.addAction(mouse.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
    points.forEach(point -> move(moves, mouse, pad, point));
    driver.perform(List.of(moves));
  }

  /** Chooses a file as in the dialog for it. */
  void upload(Path file) {
    find("#upload").sendKeys(file.toAbsolutePath().toString());
    settle();
  }

  /** The identifier of the element that has the focus. */
  String focused() {
    return run("return document.activeElement.id");
  }

  /** What a screen reader was last told. */
  String spoken() {
    return run("return document.querySelector('#spoken').textContent");
  }

  /** What is to be seen on a canvas once it has been painted; equal texts, equal pictures. */
  String picture(String canvas) {
    return Objects.toString(driver.executeAsyncScript(PICTURE, canvas));
  }

  /** The red, green and blue of all pixels of a canvas. */
  List<Integer> pixels(String canvas) {
    String pixels =
        run(
            """
            const canvas = document.querySelector(arguments[0]);
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
            copy.drawImage(canvas, 0, 0);
            const image = copy.getImageData(0, 0, canvas.width, canvas.height);
            return image.data.filter((part, i) => i % 4 < 3).join(" ");
            """,
            canvas);
    return Stream.of(pixels.split(" ", -1)).map(Integer::valueOf).toList();
  }

  /** Presses keys where the focus is, and waits for the answer. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    settle();
  }

  /** Presses a key together with Control. */
  void pressControl(String key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
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
