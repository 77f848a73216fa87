package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How {@code serve} answers requests, and its limits. */
public record ServingConfig(
    @Key(value = "Largest batch in images.", byDefault = "64", in = "[1, 4096]") int maxBatch,
    @Key(value = "Milliseconds to wait for a batch when idle.", byDefault = "0.0", in = "[0, 1000]")
        double maxDelay,
    @Key(value = "Images that may wait; further ones get 429.", byDefault = "1024", in = "[1, 1e5]")
        int maxQueue,
    @Key(
            value = "Largest request body in bytes, of all but pictures.",
            byDefault = "1048576",
            in = "[1024, 67108864]")
        int maxBody,
    @Key(
            value = "Largest picture in bytes; larger ones get 413.",
            byDefault = "16777216",
            in = "[1024, 67108864]")
        int maxPicture,
    @Key(
            value = "Open connections; further ones replace idle ones, or get 503.",
            byDefault = "1024",
            in = "[1, 1e5]")
        int maxConnections,
    @Key(value = "Seconds that a request may take, in all.", byDefault = "10", in = "[1, 3600]")
        int requestTimeout,
    @Key(value = "Whether POST …/load, or SIGHUP, loads a newer run.", byDefault = "false")
        boolean reload,
    @Key(
            value =
                "File with the bearer token that requests must carry; the environment variable"
                    + " MNIST_DL4J_TOKEN may hold it instead. Without either, anyone who can connect"
                    + " may ask.",
            byDefault = "null")
        Optional<Path> tokenFile,
    @Key(value = "Sites whose pages may ask, such as https://example.com.", byDefault = "[]")
        List<String> allowedOrigins,
    @Key(
            value = "Form of the access log: text, json (an object per line) or off.",
            byDefault = "text")
        AccessLogFormat accessLog,
    @Key(value = "Files for TLS; null: plain HTTP.", byDefault = "null") Optional<TlsConfig> tls,
    @Key(
            value =
                "Folder that keeps drawings which users named themselves, for data.extra; null: none"
                    + " are kept.",
            byDefault = "null")
        Optional<Path> corrections)
    implements Validated {
  /** As browsers write it: in lower case, without a path and without the scheme's own port. */
  private static final String ORIGIN =
      "https?://[a-z0-9._-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?";

  private static final String OWN_PORT = "http://.*:80|https://.*:443";

  /** Copies the list, and makes the folder's path absolute, as that of {@code data.extra} is. */
  public ServingConfig {
    allowedOrigins = List.copyOf(allowedOrigins);
    corrections = corrections.map(Path::toAbsolutePath);
  }

  @Override
  public void check(ProblemSink problems) {
    for (int i = 0; i < allowedOrigins.size(); i++) {
      String origin = allowedOrigins.get(i);
      if (!origin.matches(ORIGIN) || origin.matches(OWN_PORT)) {
        problems.add(
            "allowed-origins[%d]".formatted(i),
            "must be as browsers send it, such as https://example.com or http://localhost:3000, in"
                + " lower case, without path and without port 80 of http or 443 of https, but is %s",
            origin);
      }
    }
  }
}
