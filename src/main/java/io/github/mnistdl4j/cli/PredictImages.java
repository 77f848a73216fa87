package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.ImageException;
import io.github.mnistdl4j.prediction.image.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Predicts what is in files, directories and standard input, in the order they are named. */
final class PredictImages {
  private static final String STANDARD_INPUT = "-";

  private final Predictor predictor;
  private final PredictionPrinter printer;
  private boolean allGood = true;
  private boolean read = true;

  PredictImages(Predictor predictor, PredictionPrinter printer) {
    this.predictor = predictor;
    this.printer = printer;
  }

  /** Returns whether all of them could be used; ends early when nobody reads the answers. */
  boolean all(List<String> names) {
    List<String> files = new ArrayList<>();
    names.forEach(name -> addFiles(name, files));
    for (int i = 0; i < files.size() && read; i++) {
      one(files.get(i), i, files.size());
    }
    printer.end();
    return allGood;
  }

  private void addFiles(String name, List<String> files) {
    try {
      if (name.equals(STANDARD_INPUT) || !Files.isDirectory(Path.of(name))) {
        files.add(name);
        return;
      }
      List<String> inside = filesIn(Path.of(name));
      if (inside.isEmpty()) {
        problem(name, "has no files");
      }
      files.addAll(inside);
    } catch (UncheckedIOException e) { // while its names are read
      problem(name, reason(Objects.requireNonNull(e.getCause())));
    } catch (IOException | InvalidPathException e) {
      problem(name, reason(e));
    }
  }

  private static List<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside
          .filter(path -> Files.isRegularFile(path))
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private void one(String file, int before, int files) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        predict(file, System.in, () -> (double) before / files);
        return;
      }
      try (FileChannel channel = FileChannel.open(Path.of(file))) {
        double size = Math.max(1, channel.size());
        InputStream in = Channels.newInputStream(channel);
        predict(file, in, () -> (before + position(channel) / size) / files);
      }
    } catch (ImageException e) {
      problem(file, e.getMessage());
    } catch (OutOfMemoryError e) { // what it took is free again: the next may be smaller
      problem(
          file, "needs more memory than Java may use; a smaller image, or a larger -Xmx, helps");
    } catch (IOException | InvalidPathException e) {
      problem(file, reason(e));
    }
  }

  private void predict(String file, InputStream in, DoubleSupplier done) throws IOException {
    ImageFile.read(
        in,
        (index, pixels) ->
            read = printer.prediction(file, index, predictor.predict(pixels), done.getAsDouble()));
  }

  private static long position(FileChannel channel) {
    try {
      return channel.position();
    } catch (IOException e) {
      return 0; // reading it will say so
    }
  }

  private void problem(String file, String problem) {
    allGood = false;
    printer.problem(file, problem);
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException
        ? "cannot be read: permission denied"
        : "cannot be read: " + e.getMessage();
  }
}
