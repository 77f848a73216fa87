package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificate with which a server proves who it is, the certificates that signed it, and its
 * private key. Immutable.
 */
public final class ServerCertificate {
  private static final String CERTIFICATE = "CERTIFICATE";

  /** The only form of a key that Java reads (PKCS#8). */
  private static final String KEY = "PRIVATE KEY";

  private static final String CONVERT =
      "; this makes one that can be used: openssl pkey -in OLD.pem -out NEW.pem";

  private final TlsConfig source;
  private final List<X509Certificate> chain;
  private final KeyStore keyStore;
  private final String text;

  private ServerCertificate(
      TlsConfig source, String text, List<X509Certificate> chain, KeyStore keyStore) {
    this.source = source;
    this.text = text;
    this.chain = List.copyOf(chain);
    this.keyStore = keyStore;
  }

  /**
   * Returns the certificate and key of two files, which must belong together.
   *
   * @throws ServingException if one cannot be used; the message says which, why and what to do
   */
  public static ServerCertificate read(TlsConfig source) {
    PemFile file = PemFile.read("serving.tls.certificate", source.certificate());
    PemFile keyFile = PemFile.read("serving.tls.key", source.key());
    List<X509Certificate> chain = chain(file);
    PrivateKey key = privateKey(keyFile);
    if (!fits(key, chain.get(0))) {
      throw keyFile.unusable(
          "it is not the key of the first certificate of %s, which is for %s; name the file that was made with it"
              .formatted(source.certificate(), chain.get(0).getSubjectX500Principal()));
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], chain.toArray(new Certificate[0]));
      return new ServerCertificate(source, file.text() + keyFile.text(), chain, store);
    } catch (GeneralSecurityException | IOException e) {
      throw file.unusable(
          "its %d certificates are no chain (%s); each must be followed by the one that signed it, the server's own first"
              .formatted(chain.size(), e.getMessage()));
    }
  }

  private static List<X509Certificate> chain(PemFile file) {
    List<byte[]> blocks = file.blocks(CERTIFICATE);
    if (blocks.isEmpty()) {
      throw file.unusable(
          "it must hold a certificate (-----BEGIN CERTIFICATE-----), but holds %s; name a PEM file such as fullchain.pem"
              .formatted(found(file)));
    }
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] block : blocks) {
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
      }
      return chain;
    } catch (CertificateException e) {
      throw file.unusable(
          "its certificate %d of %d is damaged (%s); copy it again"
              .formatted(chain.size() + 1, blocks.size(), e.getMessage()));
    }
  }

  private static PrivateKey privateKey(PemFile file) {
    if (file.text().contains("ENCRYPTED")) {
      throw file.unusable(
          "its key is encrypted, and there is nobody to ask for the password" + CONVERT);
    }
    List<byte[]> blocks = file.blocks(KEY);
    if (blocks.size() != 1) {
      throw file.unusable(
          "it must hold one key (-----BEGIN PRIVATE KEY-----), but holds %s%s"
              .formatted(found(file), file.labels().isEmpty() ? "" : CONVERT));
    }
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(blocks.get(0));
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // it may be of the other kind
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e); // every Java has both
      }
    }
    throw file.unusable("its key is damaged, or neither RSA nor EC; make one of these kinds");
  }

  private static String found(PemFile file) {
    List<String> labels = file.labels();
    return labels.isEmpty() ? "nothing in the PEM format" : String.join(", ", labels);
  }

  /** Returns whether the certificate's public key verifies what the private key signs. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      boolean rsa = key.getAlgorithm().equals("RSA");
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // keys of different kinds
    }
  }

  /** Returns the files from which it was read. */
  TlsConfig source() {
    return source;
  }

  /** Returns the content of both files. */
  String text() {
    return text;
  }

  /** Returns the certificates and the key, whose password is empty. */
  KeyStore keyStore() {
    return keyStore;
  }

  /** Returns why clients will refuse it at a time; empty if all its dates are valid then. */
  Optional<String> doubt(Instant now) {
    for (X509Certificate each : chain) {
      boolean early = now.isBefore(each.getNotBefore().toInstant());
      if (early || now.isAfter(each.getNotAfter().toInstant())) {
        return Optional.of(
            "The certificate for %s in serving.tls.certificate %s %s, and clients will refuse it: renew it, the server takes the new file by itself; or check this machine's clock."
                .formatted(
                    each.getSubjectX500Principal(),
                    source.certificate(),
                    early
                        ? "is valid from " + each.getNotBefore().toInstant()
                        : "expired at " + each.getNotAfter().toInstant()));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    X509Certificate own = chain.get(0);
    return "%s, until %s".formatted(own.getSubjectX500Principal(), own.getNotAfter().toInstant());
  }
}
