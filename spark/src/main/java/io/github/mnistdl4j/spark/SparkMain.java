package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.cli.Main;
import java.util.Optional;

/** The application's command line, whose {@code train} and {@code sweep} use the cluster. */
public final class SparkMain {
  private SparkMain() {}

  /** Runs a command and ends the process with its exit code; success just returns. */
  public static void main(String[] args) {
    int exitCode;
    try (SparkCluster cluster = new SparkCluster()) {
      exitCode = Main.run(args, Optional.of(cluster));
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
