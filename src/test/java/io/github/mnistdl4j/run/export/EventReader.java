package io.github.mnistdl4j.run.export;

import io.github.mnistdl4j.runtime.LibraryProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads event files with TensorFlow's classes for Java. */
final class EventReader {
  private static final LibraryProgram PROGRAM =
      new LibraryProgram(
          EventReader.class,
          "ReadEvents.java",
          List.of(
              "org.tensorflow:tensorflow-hadoop:1.15.0",
              "org.tensorflow:proto:1.15.0",
              "com.google.protobuf:protobuf-java:3.19.6",
              "org.apache.hadoop:hadoop-client-api:3.3.4")); // computes the checksums

  private EventReader() {}

  /** Skips a test where one is missing. */
  static void assumeThere() {
    PROGRAM.assumeThere();
  }

  /** Returns the version and the numbers in files: {@code tag step value seconds}. */
  static List<String> lines(Path folder, Path... files) {
    return PROGRAM.lines(folder, Stream.of(files).map(Path::toString).toList());
  }
}
