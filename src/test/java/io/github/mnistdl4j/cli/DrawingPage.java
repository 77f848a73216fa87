package io.github.mnistdl4j.cli;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The page in a browser, as its user has it. */
final class DrawingPage {
  private final RemoteWebDriver driver;

  DrawingPage(RemoteWebDriver driver) {
    this.driver = driver;
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
    driver.executeAsyncScript(PageScripts.COPY, Base64.getEncoder().encodeToString(image));
    pressControl("v");
  }

  private void give(String event, byte[] image) {
    run(PageScripts.GIVE, event, Base64.getEncoder().encodeToString(image), "image/png");
    settle();
  }

  /** Draws with the mouse and waits for the answer. */
  void draw(List<List<Point>> strokes) {
    draw(PointerInput.Kind.MOUSE, strokes);
  }

  /** Draws with a kind of pointer and waits for the answer. */
  void draw(PointerInput.Kind kind, List<List<Point>> strokes) {
    driver.perform(pointer(kind).draw(strokes));
    settle();
  }

  /** Draws with the mouse and does not wait. */
  void drawOnly(List<List<Point>> strokes) {
    driver.perform(pointer(PointerInput.Kind.MOUSE).draw(strokes));
  }

  /** Begins a stroke with the mouse, and neither ends it nor waits. */
  void beginStroke(List<Point> points) {
    driver.perform(pointer(PointerInput.Kind.MOUSE).begin(points));
  }

  private Pointer pointer(PointerInput.Kind kind) {
    return new Pointer(kind, find("#pad").getRect());
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

  /** Notes from now on what a screen reader is told. */
  void listen() {
    run(
        """
        const spoken = document.querySelector("#spoken");
        window.heard = [];
        new MutationObserver(() => heard.push(spoken.textContent))
            .observe(spoken, { childList: true, characterData: true, subtree: true });
        """);
  }

  /** What a screen reader was told, text by text. */
  List<String> spoken() {
    return List.of(run("return heard.join('\\n')").split("\n", -1));
  }

  /** What is to be seen on a canvas once it has been painted; equal texts, equal pictures. */
  String picture(String canvas) {
    return Objects.toString(driver.executeAsyncScript(PageScripts.PICTURE, canvas));
  }

  /** Waits until something else is to be seen on a canvas. */
  void awaitOtherPicture(String canvas, String picture) {
    driver.executeAsyncScript(PageScripts.REPAINTED, canvas, picture);
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
    driver.executeAsyncScript(PageScripts.SETTLED);
  }

  /** Waits for a text to appear. */
  void await(String selector, String text) {
    driver.executeAsyncScript(PageScripts.APPEARED, selector, text);
  }

  /** What a script returns, as text. */
  String run(String script, Object... arguments) {
    return Objects.toString(driver.executeScript(script, arguments));
  }

  /** What an asynchronous script hands to its callback, as text. */
  String runAsync(String script) {
    return Objects.toString(driver.executeAsyncScript(script));
  }
}
