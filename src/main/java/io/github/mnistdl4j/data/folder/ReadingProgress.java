package io.github.mnistdl4j.data.folder;

/** Hears how far reading has come, on the thread that asked for it. */
public interface ReadingProgress {
  /** Receives bytes that are done, and of how many. */
  void read(String what, long doneBytes, long totalBytes);
}
