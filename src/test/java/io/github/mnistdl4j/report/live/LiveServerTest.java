package io.github.mnistdl4j.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.files.LockFile;
import io.github.mnistdl4j.run.RunDirectory;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a training asks its server, while the run's directory changes. */
class LiveServerTest {
  private static final String HEADER = "step,epoch,loss,accuracy,learning_rate,weight,gradient\n";

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private Optional<RunDirectory> run = Optional.empty();
  private final LiveServer server = LiveServer.start(0, () -> run);

  @AfterEach
  void close() {
    server.close();
  }

  private RunDirectory begin() throws IOException {
    RunDirectory begun = new RunDirectory(Files.createDirectories(folder.resolve("a")));
    Files.writeString(begun.config(), "training: {epochs: 3, max-time: 1m}");
    run = Optional.of(begun);
    return begun;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = server.address().resolve(path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private JsonObject news(String path) throws IOException, InterruptedException {
    return JsonParser.parseString(get(path).body()).getAsJsonObject();
  }

  private static String status(JsonObject news) {
    return news.getAsJsonObject("run").get("status").getAsString();
  }

  private static JsonElement steps(JsonObject news, String name) {
    return news.getAsJsonObject("steps").get(name);
  }

  @Test
  void tellsOnlyWhatThePageLacksAndHowFarTheFileIs() throws Exception {
    assertThat(status(news("now/0/0"))).isEqualTo("waiting");
    RunDirectory begun = begin();
    Files.writeString(begun.steps(), HEADER + "1,1,0.5,0.25,0.1,3,NaN\n2,1,NaN,0.5,0.1,,\n3,1,0.");
    JsonObject all = news("now/0/0");
    assertThat(steps(all, "step")).hasToString("[1,2]");
    assertThat(steps(all, "loss")).hasToString("[0.5,null]");
    assertThat(steps(all, "norm_step")).hasToString("[1]");
    assertThat(steps(all, "gradient")).hasToString("[[null]]");
    assertThat(all.getAsJsonObject("run").get("time_limit").getAsDouble()).isEqualTo(60);

    Files.writeString(
        begun.steps(), HEADER + "1,1,0.5,0.25,0.1,3,1\n2,1,1,0.5,0.1,,\n3,2,1,0,1,,\n");
    JsonObject more = news("now/2/0");
    assertThat(steps(more, "step")).hasToString("[3]");
    assertThat(steps(more, "last").getAsLong()).isEqualTo(3);
    assertThat(more.getAsJsonObject("run").get("per_epoch").getAsLong()).isEqualTo(2);

    Files.writeString(begun.steps(), HEADER + "1,1,0.5,0.25,0.1,3,1\n");
    assertThat(steps(news("now/3/0"), "last").getAsLong()).as("begun anew").isEqualTo(1);
  }

  @Test
  void saysThatARunHasStoppedWhoseProcessIsGone() throws Exception {
    RunDirectory begun = begin();
    assertThat(status(news("now/0/0"))).as("nobody ever wrote").isEqualTo("stopped");
    Files.writeString(folder.resolve("a/.lock"), ProcessHandle.current().pid() + "\n");
    assertThat(status(news("now/0/0"))).as("another process got its number").isEqualTo("stopped");
    LockFile lock = LockFile.take(folder.resolve("a/.lock")).orElseThrow();
    assertThat(status(news("now/0/0"))).isEqualTo("starting");
    lock.close();

    Files.delete(begun.config());
    Files.writeString(begun.metrics(), "epoch\nx");
    Files.writeString(begun.steps(), HEADER + "x\n");
    assertThat(status(news("now/0/0"))).as("being deleted").isEqualTo("stopped");
  }

  @Test
  void answersThisMachineAloneByItsOwnNames() throws Exception {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    HttpResponse<String> page = get("");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "connect-src 'self'");
    assertThat(get("now/0/0").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    for (String path : List.of("/", "/now/0/0", "/next/0/0")) {
      assertThat(statusOf("GET " + path + " HTTP/1.1\r\nHost: page.example")).contains(" 403 ");
    }
    assertThat(statusOf("POST /now/0/0 HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example"))
        .contains(" 403 ");
  }

  private String statusOf(String head) throws IOException {
    URI uri = server.address();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request = head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }
}
