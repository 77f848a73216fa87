package io.github.mnistdl4j.cli;

/** How predictions are printed. */
enum PredictionFormat {
  /** For people. */
  TABLE,
  /** A JSON object a line. */
  JSON,
  /** Comma-separated values with a header. */
  CSV
}
