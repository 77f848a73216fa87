package io.github.mnistdl4j.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.serving.http.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The server over TLS, as clients have it that trust the signer of its certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static final int PATIENCE_MILLIS = 600_000;
  private static final Issued SIGNER = Issued.self("EC", "CN=Signer");

  private final Path folder;
  private final InferenceServer server;

  TlsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    server = start(folder, SIGNER.signs("EC", "CN=localhost"));
  }

  @AfterAll
  void close() {
    server.close();
  }

  private static InferenceServer start(Path folder, Issued certificate) throws IOException {
    certificate.write(folder, SIGNER);
    return ServedRun.start("request-timeout=1", keys(folder));
  }

  private static String keys(Path folder) {
    return "tls={certificate: '%s', key: '%s'}"
        .formatted(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));
  }

  private static SSLContext trusting(Issued signer) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("signer", signer.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> get(InferenceServer server, String path, Issued trusted)
      throws Exception {
    return HttpClient.newBuilder()
        .sslContext(trusting(trusted))
        .build()
        .send(new Client(server).to(path).build(), BodyHandlers.ofString());
  }

  private static X509Certificate shownBy(InferenceServer server) throws Exception {
    HttpResponse<String> answer = get(server, "/v2/health/live", SIGNER);
    return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  @Test
  void answersThoseWhoTrustIt() throws Exception {
    assertThat(server.address()).hasScheme("https");
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .sslContext(trusting(SIGNER))
            .build()
            .send(
                new Client(server)
                    .to("/v2/models/mnist/infer")
                    .POST(BodyPublishers.ofString(Requests.infer(Requests.image(1))))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .as("which would hold for other servers of this machine, too")
        .isEmpty();
    assertThatThrownBy(() -> get(server, "/v2", Issued.self("EC", "CN=Signer")))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void tellsThoseWhoAskInClear() throws Exception {
    assertThat(
            new Client(server)
                .raw(RawAnswers.head("GET /v2", "Connection: close"), PATIENCE_MILLIS))
        .startsWith("HTTP/1.1 400")
        .contains(
            "{\"error\":\"this port takes TLS only, but this request came as plain HTTP; ask ");
  }

  /** Also one that says nothing, and one that stops amid its first message. */
  @Test
  void refusesOldVersionsAndClosesWhatIsNoHandshake() throws Exception {
    String hello =
        "160301002d"
            + "01000029"
            + "0302"
            + "ab".repeat(32)
            + "00"
            + "0002002f"
            + "0100"; // TLS 1.1
    assertThat(raw(hello)).startsWith("15").endsWith("0246"); // an alert, fatal: protocol version
    assertThat(raw("")).isEmpty();
    assertThat(raw("16")).isEmpty();
    assertThat(raw(hello.substring(0, 40))).startsWith("15");
  }

  private String raw(String hex) throws IOException {
    try (Socket socket = new Client(server).connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(read);
      return HexFormat.of().formatHex(read.toByteArray());
    }
  }

  @Test
  void countsEachConnectionOnce() throws Exception {
    int most = 4;
    List<Socket> open = new ArrayList<>();
    try (InferenceServer narrow = ServedRun.start("max-connections=" + most, keys(folder))) {
      for (int i = 0; i < most; i++) {
        open.add(connect(narrow, RawAnswers.head("POST /predict", "Content-Length: 3")));
      }
      for (Socket socket : open) {
        socket.getOutputStream().write(new byte[3]);
        assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
            .isEqualTo("HTTP/1.1 415");
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static Socket connect(InferenceServer server, String request) throws Exception {
    Socket socket =
        trusting(SIGNER)
            .getSocketFactory()
            .createSocket(server.address().getHost(), server.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  @Test
  void usesARenewedCertificateAndNoBrokenOne(@TempDir Path renewed) throws Exception {
    Issued first = SIGNER.signs("EC", "CN=localhost");
    Issued second = SIGNER.signs("RSA", "CN=localhost");
    try (InferenceServer renewing = start(renewed, first);
        LogLines log = new LogLines("io.github.mnistdl4j.serving.http.Tls")) {
      assertThat(shownBy(renewing)).isEqualTo(first.certificate());
      Files.writeString(renewed.resolve("fullchain.pem"), second.pem(SIGNER));
      assertThat(log.next())
          .startsWith(
              "The new certificate cannot be used, the old one stays. Cannot use serving.tls.key ")
          .contains("it is not the key of the first certificate");
      assertThat(shownBy(renewing)).isEqualTo(first.certificate());
      second.write(renewed, SIGNER);
      assertThat(log.next()).startsWith("Using the new certificate: CN=localhost, until ");
      assertThat(shownBy(renewing)).isEqualTo(second.certificate());
    }
  }

  @Test
  void saysThatACertificateHasExpired(@TempDir Path old) throws Exception {
    try (LogLines log = new LogLines("io.github.mnistdl4j.serving.http.Tls");
        InferenceServer late = start(old, SIGNER.signs("EC", "CN=Old", Instant.EPOCH))) {
      assertThat(log.next()).startsWith("The certificate for CN=Old in serving.tls.certificate ");
      assertThat(late.address()).hasScheme("https");
    }
  }
}
