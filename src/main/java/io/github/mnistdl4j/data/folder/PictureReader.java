package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.Images;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Reads many pictures on all processors. Used by one thread. */
final class PictureReader {
  /** How often progress is told, at most. */
  private static final int MOST_REPORTS = 200;

  private final List<PictureFile> files;
  private final ReadingProgress progress;

  /**
   * @param progress told of the bytes that have been read
   */
  PictureReader(List<PictureFile> files, ReadingProgress progress) {
    this.files = files;
    this.progress = progress;
  }

  /** Returns what identifies each picture, in their order. */
  List<String> fingerprints() {
    return forEach("Looking at", i -> files.get(i).fingerprint());
  }

  /**
   * Reads all pictures.
   *
   * @param classes names of all classes
   * @throws DataException if they are too many for one array
   */
  PreparedPictures read(PictureForm form, List<String> classes) {
    progress.beforeLibraries();
    List<Optional<Dimension>> sizes =
        form.isOpen() ? forEach("Measuring", this::size) : List.<Optional<Dimension>>of();
    List<Dimension> different = sizes.stream().flatMap(Optional::stream).distinct().toList();
    DatasetInfo info = form.decide(different, classes);
    long bytes = files.size() * (long) info.pixels();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%,d images of %s pixels have more than 2 GiB together; set data.width and data.height to less, or use fewer pictures."
              .formatted(files.size(), info.shape()));
    }
    byte[] pixels = new byte[(int) bytes];
    return new PreparedPictures(info, pixels, forEach("Reading", i -> prepare(i, info, pixels)));
  }

  /** Returns a picture's size; empty if it cannot be read, which is reported later. */
  private Optional<Dimension> size(int picture) {
    try {
      return Optional.of(Images.size(files.get(picture).read()));
    } catch (ImageException | OutOfMemoryError e) {
      return Optional.empty();
    }
  }

  /** Writes a picture's pixels; returns why it cannot, or empty text. */
  private String prepare(int picture, DatasetInfo info, byte[] pixels) {
    try {
      float[] image = PreparedImage.of(Images.read(files.get(picture).read()), info).pixels();
      for (int i = 0; i < image.length; i++) {
        pixels[picture * image.length + i] = (byte) Math.round(255 * image[i]);
      }
      return "";
    } catch (ImageException e) {
      return String.valueOf(e.getMessage());
    } catch (OutOfMemoryError e) { // what it took is free again: the next may be smaller
      return "needs more memory than Java may use; a smaller image, or a larger -Xmx, helps";
    }
  }

  private <T> List<T> forEach(String what, IntFunction<T> task) {
    long total = Math.max(1, files.stream().mapToLong(PictureFile::bytes).sum());
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<CompletableFuture<T>> tasks = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        int picture = i;
        tasks.add(CompletableFuture.supplyAsync(() -> task.apply(picture), threads));
      }
      List<T> results = new ArrayList<>();
      long done = 0;
      for (CompletableFuture<T> each : tasks) {
        long before = done;
        done = Math.min(total, done + files.get(results.size()).bytes());
        results.add(each.join());
        if (done * MOST_REPORTS / total > before * MOST_REPORTS / total) {
          progress.progress(what + " pictures", done, total);
        }
      }
      return results;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }
}
