package io.github.mnistdl4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which program this is.
 *
 * @param version its own version
 * @param dl4j the version of Deeplearning4j and ND4J
 */
public record Application(String version, String dl4j) {

  /** Returns what the build recorded. */
  public static Application current() {
    Properties build = new Properties();
    try (InputStream in =
        Application.class.getResourceAsStream("/io/github/mnistdl4j/build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Application(
        build.getProperty("version", "unknown"), build.getProperty("dl4j.version", "unknown"));
  }
}
