package io.github.mnistdl4j.spark.score;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of one part. */
interface PartWriter extends Closeable {
  void write(ScoredImage row) throws IOException;
}
