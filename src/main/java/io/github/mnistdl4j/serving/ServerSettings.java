package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.config.ServingConfig;
import java.util.Optional;

/**
 * Where and how a server listens.
 *
 * @param host a name or address of this machine
 * @param port 0: any that is free
 * @param token that requests must carry; empty: none
 * @param version of this program, as clients are told
 */
public record ServerSettings(
    String host, int port, ServingConfig limits, Optional<BearerToken> token, String version) {}
