package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
  private final InferenceServer server = ServedRun.startWithToken("secret");
  private final Client client = new Client(server);

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.js",
        "/page.css",
        "/favicon.svg",
        "/v2/health/live",
        "/v2/health/ready"
      })
  void showsThePageAndItsHealthToAll(String path) throws Exception {
    assertThat(client.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2",
        "/v2/models/mnist",
        "/model",
        "/metrics",
        "/openapi.json",
        "/predict",
        "/nothing"
      })
  void asksForTheTokenOtherwise(String path) throws Exception {
    HttpResponse<String> none = client.get(path);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"mnist-dl4j\"");
    assertThat(Client.error(none)).contains("Authorization: Bearer TOKEN");
    HttpResponse<String> wrong =
        client.send(client.to(path).header("Authorization", "Bearer wrong"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(Client.error(wrong)).isEqualTo("the token is wrong");
  }

  @Test
  void letsPassWhoeverHasTheToken() throws Exception {
    assertThat(client.send(client.to("/v2").header("Authorization", "Bearer secret")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/v2/health/live", "/v2"})
  void tellsBrowsersToTakeNothingFromElsewhere(String path) throws Exception {
    HttpHeaders headers = client.get(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void letsOneScriptRunOnThePageOfAllRunsAndNoneOnReports() throws Exception {
    String start = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; ";
    assertThat(policy("/runs")).startsWith(start).endsWith("; script-src 'sha256-x'");
    assertThat(policy("/runs/a/report.html")).startsWith(start).endsWith("; script-src 'none'");
  }

  private String policy(String path) throws Exception {
    HttpResponse<String> answer =
        client.send(client.to(path).header("Authorization", "Bearer secret"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Content-Security-Policy").orElse("");
  }

  @Test
  void showsNoRunsToEverybody() throws Exception {
    try (InferenceServer open = ServedRun.startOpenToAll()) {
      HttpResponse<String> answer = new Client(open).get("/runs");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("runs are not shown on 0.0.0.0 without a token");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /../../etc/passwd",
        "GET /runs/..%2f..%2fetc/report.html",
        "GET /runs/%2e%2e/report.html",
        "GET /%2e%2e/%2e%2e/etc/passwd",
        "GET /page/..%2f..%2fopenapi.json",
        "GET //etc/passwd",
        "GET /page.js%00.css",
        "GET /page.js;/../../x",
        "GET /" + "x",
        "BREW /predict",
        "GET nonsense",
        "GET http://[::1/",
        "\u0000\u0001",
      })
  void saysNothingOfItsInsides(String requestLine) throws Exception {
    String answer =
        client.raw(
            requestLine
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer secret\r\n\r\n",
            10_000);
    assertThat(answer)
        .matches("(?s)HTTP/1.1 4\\d\\d .*\\{\"error\":\"[^\"]*\"}")
        .doesNotContain("root:", "jetty", "Jetty", "Exception", "\tat ", "<html")
        .contains("Content-Security-Policy");
  }
}
