package io.github.mnistdl4j.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class ServeIT {
  private static final Pattern STARTED = Pattern.compile("Serving (\\S+) on (http://\\S+/)\n");

  private static final long PATIENCE_NANOS = 600_000_000_000L;

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void takeARun() throws IOException {
    program = Program.withRun(folder);
  }

  private RunningProgram serve(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of(options));
    RunningProgram serving = program.start(arguments.toArray(String[]::new));
    serving.awaitOutput("Serving ");
    return serving;
  }

  private static void awaitError(RunningProgram serving, String text) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.readString(serving.err()).contains(text)) {
      assertThat(System.nanoTime()).as("logged " + text).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static Matcher started(RunningProgram serving) throws IOException {
    Matcher started = STARTED.matcher(Files.readString(serving.out()));
    assertThat(started.find()).isTrue();
    return started;
  }

  private static HttpResponse<String> get(RunningProgram serving, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(started(serving).group(2)).resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void servesTheNewestRunUntilItIsInterrupted() throws Exception {
    hearSignals();
    RunningProgram serving = serve();
    assertThat(started(serving).group(1)).isEqualTo("a");
    assertThat(started(serving).group(2)).startsWith("http://127.0.0.1:");
    assertThat(get(serving, "/v2/health/ready").statusCode()).isEqualTo(200);
    awaitError(serving, "path=/v2/health/ready");
    serving.signal("INT");
    Output output = serving.await();
    assertThat(output.exitCode()).isEqualTo(130);
    assertThat(output.out()).endsWith("Stopping: answering what has been asked.\n");
    assertThat(output.err())
        .contains("INFO access - remote=127.0.0.1 method=GET path=/v2/health/ready")
        .doesNotContain("jetty", "nd4j", "\tat ");
  }

  @Test
  void answersAndLogsWhatWasAskedBeforeItIsStopped() throws Exception {
    RunningProgram serving = serve("-s", "serving.access-log=json", "--host", "0.0.0.0");
    URI address = URI.create(started(serving).group(2));
    try (Socket slow = new Socket(address.getHost(), address.getPort())) {
      String request = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n";
      slow.getOutputStream().write(request.getBytes(US_ASCII));
      assertThat(get(serving, "/v2/health/ready").statusCode()).isEqualTo(200);
      serving.signal("TERM");
      while (get(serving, "/v2/health/ready").statusCode() == 200) {
        Thread.sleep(5);
      }
      Thread.sleep(1500); // the JDK's shutdown hooks would have run, and Jetty lost its patience
      slow.getOutputStream().write("abc".getBytes(US_ASCII));
      assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 415")
          .contains("Connection: close");
    }
    Output output = serving.await();
    assertThat(output.exitCode()).isEqualTo(143);
    assertThat(output.out()).endsWith("Stopping: answering what has been asked.\n");
    assertThat(output.err()).doesNotContain("jetty", "nd4j", "\tat ");
    JsonObject last = new JsonObject();
    for (String line : output.err().lines().toList()) {
      last = JsonParser.parseString(line).getAsJsonObject();
      assertThat(last.has("time")).as(line).isTrue();
    }
    assertThat(output.err()).contains("\"message\":\"anyone who can reach 0.0.0.0 ");
    assertThat(last.get("path").getAsString()).isEqualTo("/predict");
    assertThat(last.get("status").getAsInt()).isEqualTo(415);
    assertThat(last.get("bytes_in").getAsInt()).isEqualTo(3);
  }

  /** Also where this process was started to ignore them, as by nohup. */
  private void hearSignals() throws Exception {
    String[] env = {"env", "--default-signal=INT,HUP"};
    boolean cured = new ProcessBuilder(env[0], env[1], "true").start().waitFor() == 0;
    program = cured ? program.through(env) : program;
  }

  @Test
  void warnsWhereAnyoneMayAsk() throws Exception {
    RunningProgram serving = serve("-q", "--host", "0.0.0.0");
    serving.signal("TERM");
    assertThat(serving.await().err())
        .isEqualTo(
            "Warning: anyone who can reach 0.0.0.0 may use this server, and loading is off: set a token with serving.token-file or the variable MNIST_DL4J_TOKEN.\n");
  }

  @Test
  void takesTheTokenOfTheEnvironmentAndLoadsANewerRunAtSighup() throws Exception {
    hearSignals();
    program = program.with("MNIST_DL4J_TOKEN", "secret");
    RunningProgram serving = serve("--host", "0.0.0.0", "-s", "serving.reload=true");
    String[] token = {"Authorization", "Bearer secret"};
    assertThat(get(serving, "/v2").statusCode()).isEqualTo(401);
    assertThat(get(serving, "/v2", token).statusCode()).isEqualTo(200);
    program.train("b");
    serving.signal("HUP");
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!get(serving, "/v2/models/idx", token).body().contains("\"versions\":[\"b\"]")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
    serving.signal("TERM");
    Output output = serving.await();
    assertThat(output.err())
        .contains("Serving b in place of a")
        .doesNotContain("Warning", "secret");
    assertThat(output.out())
        .contains("The token is sent in clear, unless a proxy in front of this server has TLS")
        .doesNotContain("secret");
  }

  @Test
  void saysWhyItCannotListen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Output output = program.call("serve", "-q", "--port", port);
      Program.assertFailed(output, 1);
      assertThat(output.err())
          .isEqualTo(
              "Cannot listen on port %s of 127.0.0.1: another program does. Stop it, or choose another port (0: any that is free).\n"
                  .formatted(port));
    }
    Output foreign = program.call("serve", "-q", "--port", "0", "--host", "192.0.2.1");
    Program.assertFailed(foreign, 1);
    assertThat(foreign.err()).contains("this machine does not have that address");
  }

  @Test
  void needsTheFilesForTlsBeforeItLoadsAModel() {
    Output output =
        program.call(
            "serve", "--run=b", "-s=serving.tls.certificate=no.pem", "-s=serving.tls.key=no.pem");
    Program.assertFailed(output, 1);
    assertThat(output.err())
        .startsWith("Cannot use serving.tls.certificate no.pem: there is no such file; ");
  }

  @Test
  void needsARunWithAModel() throws Exception {
    Output missing = program.call("serve", "--run", "b");
    Program.assertFailed(missing, 1);
    assertThat(missing.err()).startsWith("There is no run \"b\" in runs.");
    Files.delete(program.runs().resolve("a").resolve("model.zip"));
    Output empty = program.call("serve", "-q");
    Program.assertFailed(empty, 1);
    assertThat(empty.err()).contains("model.zip");
  }
}
