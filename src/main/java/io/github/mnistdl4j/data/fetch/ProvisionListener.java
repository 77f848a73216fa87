package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.folder.ReadingProgress;

/** Receives, on the calling thread, what happens while the files of a data set are found. */
public interface ProvisionListener extends ReadingProgress {

  /** Ignores everything. */
  ProvisionListener SILENT = line -> {};

  /** Receives something the user should know, one sentence. */
  void note(String line);

  @Override
  default void progress(String what, long doneBytes, long totalBytes) {}
}
