package io.github.mnistdl4j.serving.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** The secret that requests must carry. Immutable. */
public final class BearerToken {
  /** The environment variable that may hold it. */
  public static final String VARIABLE = "MNIST_DL4J_TOKEN";

  private static final String SCHEME = "Bearer ";

  private final byte[] secret;

  /**
   * Creates a token.
   *
   * @param source where it was found, for messages
   * @throws ServingException if it is not one or more visible ASCII characters
   */
  public BearerToken(String token, String source) {
    if (!token.matches("[!-~]+")) {
      throw new ServingException(
          "%s holds no valid token: it must be one line of letters, digits and punctuation, without spaces."
              .formatted(source));
    }
    secret = token.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns the token of a file or else of the environment; empty if there is neither.
   *
   * @throws ServingException if the file cannot be read, or what was found is no token
   */
  public static Optional<BearerToken> find(Optional<Path> file, Map<String, String> environment) {
    if (file.isEmpty()) {
      return Optional.ofNullable(environment.get(VARIABLE))
          .map(token -> new BearerToken(token, "The environment variable " + VARIABLE));
    }
    try {
      String token = Files.readString(file.get()).strip();
      return Optional.of(new BearerToken(token, "The file " + file.get()));
    } catch (IOException e) {
      throw new ServingException(
          "Cannot read serving.token-file %s: it must exist and be text that this user may read."
              .formatted(file.get()),
          e);
    }
  }

  /**
   * Returns whether a request may pass, in a time that depends only on what was sent.
   *
   * @param authorization its header {@code Authorization}; empty where it has none
   */
  boolean allows(String authorization) {
    boolean scheme = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String sent = scheme ? authorization.substring(SCHEME.length()) : "";
    return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), secret);
  }
}
