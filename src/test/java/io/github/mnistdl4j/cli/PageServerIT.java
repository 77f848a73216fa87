package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page before a server that wants a token, and when that is stopped. */
@ExtendWith(PageRig.class)
class PageServerIT {
  private static final List<List<Point>> LINE =
      List.of(List.of(new Point(0.5, 0.2), new Point(0.5, 0.8)));

  @Test
  void asksForTheTokenAndKeepsThePictureWhenTheServerStops(Browser browser, MnistServer model)
      throws Exception {
    Program program = model.program().with("MNIST_DL4J_TOKEN", "secret");
    RunningProgram server = program.start("serve", "--run", "mnist", "--port", "0");
    try {
      DrawingPage page = browser.open(MnistServer.address(server));
      page.draw(LINE);
      assertThat(page.text("[role=alert]")).contains("asks for an access token");
      browser.screenshot("wide-light-token");
      enter(page, "wrong");
      assertThat(page.text("[role=alert]")).contains("access token is wrong");
      enter(page, "secret");
      assertThat(page.text("#digit")).isEqualTo("1");
      assertThat(page.find("#notice").isDisplayed()).isFalse();

      page.reload();
      page.draw(LINE);
      assertThat(page.text("#digit")).isEqualTo("1");
      assertThat(page.run("return localStorage.length + document.cookie.length")).isEqualTo("0");

      server.process().destroy();
      server.await();
      page.draw(LINE);
      assertThat(page.text("[role=alert]")).contains("cannot be reached", "picture is kept");
    } finally {
      server.process().destroyForcibly();
    }
  }

  private static void enter(DrawingPage page, String token) {
    page.find("#token").sendKeys(token);
    page.click("#access button");
  }
}
