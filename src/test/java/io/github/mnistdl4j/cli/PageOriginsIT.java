package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What pages of other sites can do to a server on the machine of who visits them. */
@ExtendWith(PageRig.class)
class PageOriginsIT {
  private static final String LOAD = "v2/repository/models/idx/load";

  /** Each sends one POST request; returns how many answers can be read. */
  private static final String ATTACKS =
      """
      const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
      for (const enctype of types) {
        const frame = document.createElement('iframe');
        frame.name = enctype;
        const form = document.createElement('form');
        Object.assign(form, {method: 'post', action: url, enctype, target: enctype});
        document.body.append(frame, form);
        form.submit();
      }
      const asked = [
        fetch(url, {method: 'POST'}),
        fetch(url, {method: 'POST', mode: 'no-cors'}),
        fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include', keepalive: true}),
        ...types.map((type) => fetch(
          url, {method: 'POST', mode: 'no-cors', body: '{}', headers: {'Content-Type': type}})),
        fetch(url, {method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer'}),
      ];
      const ends = await Promise.allSettled(asked);
      navigator.sendBeacon(url, '{}');
      return ends.filter((end) => end.value && end.value.type !== 'opaque').length;
      """;

  /** How many of them there are. */
  private static final int SENT = 11;

  /** Each of them is kept back by the browser, or is no POST. */
  private static final String REQUESTS_TO_READ =
      """
      const element = (tag, attribute) => new Promise((done) => {
        const made = document.createElement(tag);
        made.onload = made.onerror = done;
        made[attribute] = url;
        document.body.append(made);
      });
      await Promise.all([element('img', 'src'), element('script', 'src')]);
      const answers = await Promise.allSettled([
        fetch(url, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'}),
        fetch(url, {method: 'POST', headers: {'Authorization': 'Bearer x'}}),
        fetch(url, {method: 'PUT'}),
        fetch(url),
        fetch(new URL('/v2', url)),
        fetch(new URL('/metrics', url)),
      ]);
      return answers.filter((answer) => answer.value).length;
      """;

  private static final String STATUS =
      "return await fetch(url, {method: 'POST'}).then((answer) => answer.status, () => 'none');";

  @TempDir private Path folder;
  private final Browser browser;
  private final HttpServer sites;
  private final int port;

  PageOriginsIT(Browser browser) throws IOException {
    this.browser = browser;
    sites = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = sites.getAddress().getPort();
  }

  /** Answers for all names with an empty page. */
  @BeforeEach
  void startSites() {
    byte[] page = "<!doctype html><title>Another site</title>".getBytes(StandardCharsets.US_ASCII);
    sites.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    sites.start();
  }

  @AfterEach
  void stopSites() {
    sites.stop(0);
  }

  private String site(String name) {
    return "http://%s:%d".formatted(name, port);
  }

  /** Runs a script, which knows a URL, on a page. */
  private String on(String page, String script, URI url) {
    browser.driver().get(page);
    String body = "const [url, end] = arguments; (async () => {%s})().then(end, end);";
    return String.valueOf(
        browser.driver().executeAsyncScript(body.formatted(script), url.toString()));
  }

  private static List<String> loads(RunningProgram server) throws IOException {
    return Files.readAllLines(server.err()).stream()
        .filter(line -> line.contains("method=POST path=/" + LOAD))
        .toList();
  }

  @Test
  void loadNothingAndReadNothingUnlessAllowed() throws Exception {
    Program program = Program.withRun(folder);
    RunningProgram server =
        program.start(
            "serve",
            "--port=0",
            "--set=serving.reload=true",
            "--set=serving.allowed-origins=[%s]".formatted(site("friend.example")));
    try {
      URI own = MnistServer.address(server);
      program.train("b");
      attack(own, server);
      assertThat(on(site("friend.example"), ASK, own.resolve("v2/models/idx")))
          .isEqualTo("idx version a, 400 with an error");
      assertThat(on(own.toString(), STATUS, own.resolve(LOAD))).isEqualTo("200");
      assertThat(on(own.toString(), "return (await fetch(url)).text()", own.resolve("model")))
          .contains("\"versions\":[\"b\"]");
    } finally {
      server.process().destroy();
      server.await();
    }
  }

  private void attack(URI own, RunningProgram server) throws Exception {
    URI sameName = URI.create("http://localhost:%d/".formatted(own.getPort()));
    attack(site("localhost"), sameName.resolve(LOAD), server, SENT);
    attack(site("evil.example"), own.resolve(LOAD), server, 2 * SENT);
    URI rebound = URI.create("http://rebound.example:%d/".formatted(own.getPort()));
    assertThat(on(rebound.toString(), STATUS, rebound.resolve(LOAD))).isEqualTo("403");
  }

  private void attack(String site, URI load, RunningProgram server, int sent) throws Exception {
    assertThat(on(site, ATTACKS, load)).as(site).isEqualTo("0");
    assertThat(on(site, REQUESTS_TO_READ, load)).as(site).isEqualTo("0");
    while (loads(server).size() < sent) {
      Thread.sleep(20);
    }
    assertThat(loads(server)).as(site).hasSize(sent).allMatch(line -> line.contains("status=403"));
  }

  /** Asks what must be asked for beforehand, too. */
  private static final String ASK =
      """
      const model = await (await fetch(url)).json();
      const answer = await fetch(url + '/infer', {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'Authorization': 'Bearer x'},
        body: '{}',
      });
      return `${model.name} version ${model.versions}, ${answer.status} with an `
        + Object.keys(await answer.json());
      """;
}
