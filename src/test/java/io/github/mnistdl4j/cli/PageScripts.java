package io.github.mnistdl4j.cli;

/**
 * What runs within the page for {@link DrawingPage}; the last argument of those that wait is their
 * end.
 */
final class PageScripts {
  static final String GIVE =
      """
      const [name, base64, type] = arguments;
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], "image", { type }));
      document.querySelector("#pad").dispatchEvent(name === "paste"
        ? new ClipboardEvent(name, { clipboardData: transfer, bubbles: true })
        : new DragEvent(name, { dataTransfer: transfer, bubbles: true }));
      """;

  static final String COPY =
      """
      const [base64, done] = arguments;
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const image = new Blob([bytes], { type: "image/png" });
      navigator.clipboard.write([new ClipboardItem({ "image/png": image })]).then(done);
      """;

  static final String PICTURE =
      """
      const [selector, done] = arguments;
      requestAnimationFrame(() => done(document.querySelector(selector).toDataURL()));
      """;

  static final String REPAINTED =
      """
      const [selector, picture, done] = arguments;
      const canvas = document.querySelector(selector);
      const look = () => canvas.toDataURL() !== picture ? done() : setTimeout(look, 5);
      look();
      """;

  static final String SETTLED =
      """
      const done = arguments[0];
      const main = document.querySelector("main");
      const look = () => main.ariaBusy === "false" ? done() : setTimeout(look, 5);
      look();
      """;

  static final String APPEARED =
      """
      const [selector, text, done] = arguments;
      const element = document.querySelector(selector);
      const look = () => element.textContent.includes(text) ? done() : setTimeout(look, 5);
      look();
      """;

  private PageScripts() {}
}
