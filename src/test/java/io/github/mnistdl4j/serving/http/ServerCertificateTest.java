package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCertificateTest {
  private static final Issued SIGNER = Issued.self("EC", "CN=Signer");
  private static final Issued RSA = SIGNER.signs("RSA", "CN=Site");
  private static final Issued EC = SIGNER.signs("EC", "CN=Site");

  @TempDir private Path folder;
  private Path chain = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void write() throws IOException {
    chain = folder.resolve("fullchain.pem");
    key = folder.resolve("privkey.pem");
    RSA.write(folder, SIGNER);
  }

  private ServerCertificate read() {
    return ServerCertificate.read(new TlsConfig(chain, key));
  }

  private void assertRefused(Path file, String reason) {
    String name = file.equals(chain) ? "serving.tls.certificate" : "serving.tls.key";
    assertThatThrownBy(this::read)
        .isInstanceOf(ServingException.class)
        .hasMessageStartingWith("Cannot use %s %s: %s".formatted(name, file, reason))
        .hasMessageEndingWith(".");
  }

  @Test
  void isReadWithKeysOfBothKinds() throws Exception {
    assertThat(read().keyStore().getKey("server", new char[0]).getAlgorithm()).isEqualTo("RSA");
    EC.write(folder, SIGNER);
    assertThat(read().keyStore().getCertificateChain("server"))
        .containsExactly(EC.certificate(), SIGNER.certificate());
  }

  @Test
  void isReadFromOneFileWithRemarks() throws IOException {
    String both = "Subject: CN=Site\n" + EC.keyPem() + "Issued to us\n" + EC.pem();
    Files.writeString(chain, both.replace("\n", "\r\n"));
    key = chain;
    assertThat(read()).asString().startsWith("CN=Site, until ");
  }

  @Test
  void needsFilesThatCanBeRead() throws IOException {
    Files.delete(key);
    assertRefused(key, "there is no such file; name a PEM file, as a path from where");
    Files.createDirectory(key);
    assertRefused(key, "it is a folder; name a PEM file in it");
    Files.write(chain, new byte[(1 << 20) + 1]);
    assertRefused(chain, "it has more than 1048576 bytes; name a PEM file");
  }

  @Test
  void needsAKeyThatItsUserMayRead() throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(key), "root may read everything");
    assertRefused(key, "the user %s may not read it; ".formatted(System.getProperty("user.name")));
  }

  @Test
  void needsACertificate() throws IOException {
    Files.writeString(chain, "0\u0082");
    assertRefused(
        chain,
        "it must hold a certificate (-----BEGIN CERTIFICATE-----), but holds nothing in the PEM format; name");
    Files.writeString(chain, RSA.keyPem());
    assertRefused(
        chain, "it must hold a certificate (-----BEGIN CERTIFICATE-----), but holds PRIVATE KEY; ");
    Files.writeString(chain, RSA.pem() + Issued.pem("CERTIFICATE", new byte[99]));
    assertRefused(chain, "its certificate 2 of 2 is damaged (");
    Files.writeString(chain, RSA.pem().replaceFirst("=?=?\n-----END", "A=A\n-----END"));
    assertRefused(chain, "its CERTIFICATE is damaged (");
  }

  @Test
  void needsTheChainInItsOrder() throws IOException {
    Files.writeString(chain, RSA.pem(Issued.self("EC", "CN=Other")));
    assertRefused(chain, "its 2 certificates are no chain (");
    Files.writeString(chain, SIGNER.pem(RSA));
    assertRefused(
        key,
        "it is not the key of the first certificate of %s, which is for CN=Signer; "
            .formatted(chain));
  }

  @Test
  void needsItsOwnKey() throws IOException {
    String other = "it is not the key of the first certificate of %s, which is for CN=Site; name";
    Files.writeString(key, EC.keyPem());
    assertRefused(key, other.formatted(chain));
    Files.writeString(key, Issued.self("RSA", "CN=Site").keyPem());
    assertRefused(key, other.formatted(chain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE"})
  void needsAKeyInTheFormThatJavaReads(String label) throws IOException {
    Files.writeString(key, Issued.pem(label, new byte[9]));
    assertRefused(
        key,
        "it must hold one key (-----BEGIN PRIVATE KEY-----), but holds %s; this makes one that can be used: openssl pkey -in OLD.pem -out NEW.pem"
            .formatted(label));
  }

  @Test
  void needsOneKeyWithoutAPassword() throws IOException {
    Files.writeString(key, Issued.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    assertRefused(key, "its key is encrypted, and there is nobody to ask for the password; this");
    Files.writeString(key, RSA.keyPem() + EC.keyPem());
    assertRefused(
        key,
        "it must hold one key (-----BEGIN PRIVATE KEY-----), but holds PRIVATE KEY, PRIVATE KEY");
    Files.writeString(key, "");
    assertRefused(
        key,
        "it must hold one key (-----BEGIN PRIVATE KEY-----), but holds nothing in the PEM format.");
    Files.writeString(key, Issued.pem("PRIVATE KEY", new byte[9]));
    assertRefused(key, "its key is damaged, or neither RSA nor EC; ");
  }

  @Test
  void isDoubtedBeforeAndAfterItsTime() throws IOException {
    Issued expired = Issued.self("EC", "CN=Old", Instant.parse("2026-01-02T03:04:05Z"));
    expired.write(folder);
    assertThat(read().doubt(Instant.parse("2026-01-02T03:04:04Z"))).isEmpty();
    assertThat(read().doubt(Instant.parse("2026-01-02T03:04:06Z")).orElseThrow())
        .startsWith("The certificate for CN=Old in serving.tls.certificate " + chain)
        .contains(" expired at 2026-01-02T03:04:05Z, and clients will refuse it: renew it");
    assertThat(read().doubt(Instant.EPOCH).orElseThrow()).contains(" is valid from 20");
  }
}
