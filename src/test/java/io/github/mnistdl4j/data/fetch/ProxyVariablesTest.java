package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DataException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyVariablesTest {
  private static final URI SECURE = URI.create("https://a.example.org/data/");

  @TempDir private Path temporary;
  private FakeMirror mirror;

  @BeforeEach
  void start() throws IOException {
    mirror = new FakeMirror();
  }

  @AfterEach
  void stop() {
    mirror.close();
  }

  private static String of(URI address, Map<String, String> environment) throws IOException {
    return new ProxyVariables(environment).of(address).map(HttpProxy::toString).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, proxy:3128, proxy:3128",
    "https_proxy, proxy:3128, proxy:3128",
    "HTTPS_PROXY, http://proxy:3128/, proxy:3128",
    "HTTPS_PROXY, HTTP://proxy, proxy:80",
    "HTTPS_PROXY, proxy, proxy:80",
    "HTTPS_PROXY, http://me:secret@proxy:3128, proxy:3128",
    "HTTPS_PROXY, me:se@cret@proxy:3128, proxy:3128",
    "HTTPS_PROXY, http://[::1]:3128, [::1]:3128"
  })
  void readsProxies(String variable, String value, String address) throws IOException {
    assertThat(of(SECURE, Map.of(variable, value)))
        .isEqualTo("the proxy http://%s (%s)".formatted(address, variable))
        .doesNotContain("cret", "me:");
  }

  @Test
  void choosesByTheKindOfAddressAndLowerCaseFirst() throws IOException {
    Map<String, String> both = Map.of("HTTP_PROXY", "a:1", "HTTPS_PROXY", "b:2");
    assertThat(of(SECURE, both)).contains("http://b:2");
    assertThat(of(URI.create("http://x/"), both)).contains("http://a:1");
    assertThat(of(SECURE, Map.of("HTTP_PROXY", "a:1"))).isEqualTo("none");
    assertThat(of(SECURE, Map.of("HTTPS_PROXY", " "))).isEqualTo("none");
    assertThat(of(SECURE, Map.of("https_proxy", "a:1", "HTTPS_PROXY", "b:2"))).contains("a:1");
  }

  @Test
  void decodesUserAndPassword() throws IOException {
    HttpProxy proxy =
        new ProxyVariables(Map.of("https_proxy", "http://m%40e:p%3A+%zz@proxy:1"))
            .of(SECURE)
            .orElseThrow();
    assertThat(proxy.user().orElseThrow().getUserName()).isEqualTo("m@e");
    assertThat(proxy.user().orElseThrow().getPassword()).isEqualTo("p%3A+%zz".toCharArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://me:secret@proxy:1",
        "https://proxy:1",
        "me:secret@",
        "proxy:99999",
        "::"
      })
  void refusesOtherFormsWithoutTheirPasswords(String value) {
    assertThatThrownBy(() -> of(SECURE, Map.of("HTTPS_PROXY", value)))
        .isInstanceOf(HttpFailure.class)
        .hasMessageContaining("HTTPS_PROXY is not of the form http://user:password@host:port")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | true",
        "a.example.org | true",
        "example.org | true",
        ".example.org | true",
        "*.example.org | true",
        "EXAMPLE.ORG | true",
        "localhost, example.org | true",
        "localhost example.org | true",
        "example.org:443 | true",
        "example.org:8080 | false",
        "ample.org | false",
        "b.example.org | false",
        "org.example | false",
        "localhost | false",
        ", | false"
      })
  void makesExceptions(String exceptions, boolean excepted) throws IOException {
    for (String variable : new String[] {"NO_PROXY", "no_proxy"}) {
      assertThat(of(SECURE, Map.of("HTTPS_PROXY", "proxy:1", variable, exceptions)))
          .isEqualTo(excepted ? "none" : "the proxy http://proxy:1 (HTTPS_PROXY)");
    }
  }

  @Test
  void makesExceptionsOfAddresses() throws IOException {
    Map<String, String> environment =
        Map.of("http_proxy", "proxy:1", "no_proxy", "127.0.0.1:80,[::1]");
    assertThat(of(URI.create("http://127.0.0.1/"), environment)).isEqualTo("none");
    assertThat(of(URI.create("http://127.0.0.1:81/"), environment)).contains("proxy");
    assertThat(of(URI.create("http://[::1]:81/"), environment)).isEqualTo("none");
  }

  private void fetch(Rig rig, URI from, Map<String, String> environment) {
    rig.provider(FakeDataset.from(from), environment).provide(Rig.NO_DIRECTORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "me:se%63ret"})
  void downloadsThroughAProxy(String user) throws IOException {
    Rig rig = new Rig(temporary);
    try (LoggingProxy proxy = new LoggingProxy(user.replace("%63", "c"))) {
      String variable = user.isEmpty() ? proxy.address() : user + "@" + proxy.address();
      fetch(rig, mirror.uri(), Map.of("http_proxy", variable));
      assertThat(proxy.requests())
          .contains("GET " + mirror.uri() + "train-images-idx3-ubyte.gz *")
          .filteredOn(request -> request.endsWith("*"))
          .hasSize(4);
      assertThat(rig.notes())
          .contains(
              "Fetching tiny from %s through the proxy http://%s (http_proxy)."
                  .formatted(mirror.uri(), proxy.address()));
    }
    assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
    assertThat(mirror.requests()).hasSize(4);
  }

  @Test
  void goesAroundTheProxyWhereItIsTold() throws IOException {
    Rig rig = new Rig(temporary);
    try (LoggingProxy proxy = new LoggingProxy("")) {
      fetch(rig, mirror.uri(), Map.of("HTTP_PROXY", proxy.address(), "NO_PROXY", "127.0.0.1"));
      assertThat(proxy.requests()).isEmpty();
    }
    assertThat(mirror.requests()).hasSize(4);
  }

  @Test
  void opensATunnelForHttps() throws IOException {
    Rig rig = new Rig(temporary);
    try (LoggingProxy proxy = new LoggingProxy("")) {
      assertThatThrownBy(() -> fetch(rig, SECURE, Map.of("HTTPS_PROXY", proxy.address())))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              SECURE
                  + ": cannot be reached through the proxy http://%s (HTTPS_PROXY) ("
                      .formatted(proxy.address()))
          .hasMessageContaining("403 Forbidden");
      assertThat(proxy.requests()).containsExactly("CONNECT a.example.org:443 *");
    }
  }

  /** A process that asks for an address through a proxy; the JDK reads a property only once. */
  static final class TunnelProcess {
    public static void main(String[] arguments) {
      Rig rig = new Rig(Path.of(arguments[0]));
      try {
        rig.provider(FakeDataset.from(SECURE), Map.of("HTTPS_PROXY", arguments[1]))
            .provide(Rig.NO_DIRECTORY);
      } catch (DataException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void opensATunnelWithUserAndPassword() throws IOException, InterruptedException {
    try (LoggingProxy proxy = new LoggingProxy("me:secret")) {
      String variable = "http://me:secret@" + proxy.address();
      Path printed = temporary.resolve("printed.txt");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  TunnelProcess.class.getName(),
                  temporary.toString(),
                  variable)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      assertThat(process.waitFor()).isZero();
      assertThat(Files.readString(printed))
          .contains("403 Forbidden", "the proxy http://" + proxy.address())
          .doesNotContain("secret");
      assertThat(proxy.requests())
          .containsExactly("CONNECT a.example.org:443", "CONNECT a.example.org:443 *");
    }
  }

  @Test
  void saysThatTheProxyWantsAUser() throws IOException {
    Rig rig = new Rig(temporary);
    try (LoggingProxy proxy = new LoggingProxy("me:other")) {
      String variable = "me:secret@" + proxy.address();
      assertThatThrownBy(() -> fetch(rig, mirror.uri(), Map.of("HTTP_PROXY", variable)))
          .hasMessageContaining(
              "through the proxy http://%s (HTTP_PROXY)".formatted(proxy.address()))
          .hasMessageContaining("user and password")
          .hasMessageNotContaining("secret");
      assertThat(proxy.requests()).hasSize(2);
    }
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void namesTheProxyThatCannotBeReached() throws IOException {
    Rig rig = new Rig(temporary);
    LoggingProxy proxy = new LoggingProxy("");
    proxy.close();
    assertThatThrownBy(() -> fetch(rig, SECURE, Map.of("HTTPS_PROXY", proxy.address())))
        .hasMessageContaining(
            SECURE
                + ": cannot be reached through the proxy http://%s (HTTPS_PROXY) (Connect: "
                    .formatted(proxy.address()));
  }
}
