package io.github.mnistdl4j.serving.http;

import io.github.mnistdl4j.config.TlsConfig;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS with a certificate that is read again when its files have changed: new connections get the
 * new one. If that cannot be used, the log says why and the old one stays in use.
 */
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  /** A new certificate is used after two to four seconds: when its files look the same twice. */
  private static final long POLL_SECONDS = 2;

  private final SslContextFactory.Server context;
  private final TlsConfig files;
  private String used;
  private String seen;

  Tls(ServerCertificate certificate) {
    context = context(certificate);
    files = certificate.source();
    used = certificate.text();
    seen = used;
  }

  private static SslContextFactory.Server context(ServerCertificate certificate) {
    certificate.doubt(Clock.systemUTC().instant()).ifPresent(LOG::warn);
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setRenegotiationAllowed(false);
    take(context, certificate);
    return context;
  }

  private static void take(SslContextFactory context, ServerCertificate certificate) {
    context.setKeyStore(certificate.keyStore());
    context.setKeyStorePassword("");
  }

  /** Returns a factory that detects TLS; plain HTTP is left to the connector's next factory. */
  DetectorConnectionFactory connections() {
    SslConnectionFactory tls = new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
    tls.setEnsureSecureRequestCustomizer(false); // it would refuse addresses and other names
    return new DetectorConnectionFactory(tls);
  }

  /** Looks for a new certificate regularly, on a thread that may wait for a slow disk. */
  void watch(Scheduler scheduler, Executor executor) {
    Runnable look =
        () -> {
          try {
            lookForNew();
          } finally {
            watch(scheduler, executor);
          }
        };
    scheduler.schedule(() -> executor.execute(look), POLL_SECONDS, TimeUnit.SECONDS);
  }

  /** Called by one thread at a time. */
  private synchronized void lookForNew() {
    String now = content();
    boolean settled = now.equals(seen); // else they may be half written
    seen = now;
    if (settled && !now.equals(used)) {
      used = now;
      renew();
    }
  }

  private void renew() {
    try {
      ServerCertificate renewed = ServerCertificate.read(files);
      SslContextFactory.Server trial = context(renewed);
      trial.start(); // where that fails, the one in use has not been touched
      trial.stop();
      context.reload(factory -> take(factory, renewed));
      LOG.info("Using the new certificate: {}", renewed);
    } catch (Exception e) {
      LOG.error("The new certificate cannot be used, the old one stays. {}", e.getMessage());
    }
  }

  /** Returns the files' content, or why they cannot be read. */
  private String content() {
    try {
      return PemFile.read("", files.certificate()).text() + PemFile.read("", files.key()).text();
    } catch (ServingException e) {
      return e.getMessage();
    }
  }
}
