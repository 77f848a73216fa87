package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.nio.file.Path;

/** Where {@code serve} finds what TLS needs; files that change are read again. */
public record TlsConfig(
    @Key("PEM file of the certificate and those that signed it, such as fullchain.pem.")
        Path certificate,
    @Key("PEM file of the certificate's private key, unencrypted, such as privkey.pem.")
        Path key) {}
