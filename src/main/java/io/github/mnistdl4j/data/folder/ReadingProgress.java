package io.github.mnistdl4j.data.folder;

/** Hears how far reading has come, on the thread that asked for it. */
public interface ReadingProgress {
  /**
   * Receives how far a download or a folder has come.
   *
   * @param what the file's name, or what is done
   * @param doneBytes bytes that are done
   * @param totalBytes bytes there will be; −1 if unknown
   */
  void progress(String what, long doneBytes, long totalBytes);

  /**
   * Hears that Java is about to load native libraries of its own, for pictures or connections.
   * Whoever loads libraries on another thread should wait for it here.
   */
  default void beforeLibraries() {}
}
