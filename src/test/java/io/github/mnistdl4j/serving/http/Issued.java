package io.github.mnistdl4j.serving.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate that was made for a test, for {@code localhost} and 127.0.0.1, and its key. It is
 * written in DER (ITU-T X.690) as RFC 5280, 4.1 has it.
 */
public record Issued(X509Certificate certificate, KeyPair keys) {
  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] SHA256_WITH_RSA = hex("300d06092a864886f70d01010b0500");
  private static final byte[] SHA256_WITH_ECDSA = hex("300a06082a8648ce3d040302");

  /** Marks those that may sign others. */
  private static final byte[] SIGNER = hex("300f0603551d130101ff040530030101ff");

  /** The names {@code localhost} and 127.0.0.1. */
  private static final byte[] NAMES =
      hex("301a0603551d110413301182096c6f63616c686f737487047f000001");

  /** Makes one that is valid now and signed by itself. */
  public static Issued self(String algorithm, String name) {
    return self(algorithm, name, Instant.now().plus(Duration.ofDays(1)));
  }

  /** Makes one that has been valid for a year, or until a time. */
  public static Issued self(String algorithm, String name, Instant end) {
    KeyPair keys = keys(algorithm);
    return new Issued(signed(keys, name, keys, name, end), keys);
  }

  /** Makes one that is valid now and signed by this one. */
  public Issued signs(String algorithm, String name) {
    return signs(algorithm, name, Instant.now().plus(Duration.ofDays(1)));
  }

  /** Makes one that is valid until a time and signed by this one. */
  public Issued signs(String algorithm, String name, Instant end) {
    KeyPair own = keys(algorithm);
    String issuer = certificate.getSubjectX500Principal().getName();
    return new Issued(signed(own, name, this.keys, issuer, end), own);
  }

  private static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (algorithm.equals("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate signed(
      KeyPair keys, String name, KeyPair signer, String issuer, Instant end) {
    boolean rsa = signer.getPrivate().getAlgorithm().equals("RSA");
    byte[] algorithm = rsa ? SHA256_WITH_RSA : SHA256_WITH_ECDSA;
    byte[] serial = BigInteger.valueOf(System.nanoTime()).toByteArray();
    byte[] content =
        der(
            0x30,
            VERSION_3,
            der(0x02, serial),
            algorithm,
            new X500Principal(issuer).getEncoded(),
            der(0x30, time(Instant.now().minus(Duration.ofDays(365))), time(end)),
            new X500Principal(name).getEncoded(),
            keys.getPublic().getEncoded(),
            der(0xa3, der(0x30, SIGNER, NAMES)));
    try {
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(signer.getPrivate());
      signature.update(content);
      byte[] bits = der(0x03, new byte[1], signature.sign());
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der(0x30, content, algorithm, bits)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(Instant time) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").format(time.atOffset(ZoneOffset.UTC));
    return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** An element: its tag, the length, and the content. */
  private static byte[] der(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    Stream.of(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** The certificate and those that signed it in the PEM format. */
  public String pem(Issued... signers) {
    return Stream.concat(Stream.of(this), Stream.of(signers))
        .map(each -> pem("CERTIFICATE", each.encoded()))
        .collect(Collectors.joining());
  }

  /** The key in the PEM format. */
  String keyPem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }

  /** Writes the files {@code fullchain.pem} and {@code privkey.pem}. */
  public void write(Path folder, Issued... signers) throws IOException {
    Files.writeString(folder.resolve("fullchain.pem"), pem(signers));
    Files.writeString(folder.resolve("privkey.pem"), keyPem());
  }
}
