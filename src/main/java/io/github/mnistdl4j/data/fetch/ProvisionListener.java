package io.github.mnistdl4j.data.fetch;

/** Receives, on the calling thread, what happens while the files of a data set are found. */
public interface ProvisionListener {

  /** Ignores everything. */
  ProvisionListener SILENT = line -> {};

  /** Receives something the user should know, one sentence. */
  void note(String line);

  /**
   * Receives how far a download has come.
   *
   * @param file the file's name
   * @param doneBytes bytes that are here
   * @param totalBytes bytes it will have; −1 when the server does not say
   */
  default void progress(String file, long doneBytes, long totalBytes) {}
}
