package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How verified IDX files become images with labels.
 *
 * @param firstLabel the number of the first class in the files
 * @param transposed whether the files have rows and columns swapped
 */
public record IdxLayout(DatasetInfo info, int firstLabel, boolean transposed) {

  /**
   * Finds out what the files do not say: of the catalogue it is known, of the user's own the labels
   * tell, or a {@code classes.txt} beside them.
   *
   * @param folder of the files under {@link IdxPart#fileName()}
   * @param hasTest whether there are test files
   * @param note receives what is remarkable, a sentence
   * @throws DataException if the files do not fit together
   */
  public static IdxLayout of(
      Path folder, DataConfig config, boolean hasTest, Consumer<String> note) {
    DatasetName name = config.dataset();
    try {
      IdxHeader images = shape(folder, hasTest);
      boolean transposed = config.transpose() || name.isTransposed();
      int width = transposed ? images.rows() : images.columns();
      int height = transposed ? images.columns() : images.rows();
      Preparation preparation = Preparation.of(width, height);
      if (name.classes().isPresent()) {
        DatasetInfo info = new DatasetInfo(width, height, name.classes().get(), preparation);
        return new IdxLayout(info, name.firstLabel(), transposed);
      }
      Optional<List<String>> names = config.directory().flatMap(ClassNames::in);
      int[] labels = IdxReader.labels(file(folder, IdxPart.TRAIN_LABELS));
      int first = firstLabel(labels, names, note);
      int most = Arrays.stream(labels).max().orElse(0);
      List<String> classes = names.orElseGet(() -> numbers(first, most));
      return new IdxLayout(new DatasetInfo(width, height, classes, preparation), first, transposed);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "The files in %s cannot be used: %s.".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw vanished(folder, e);
    }
  }

  /**
   * Returns the layout of one split of files that are in the form of other images.
   *
   * @throws DataException if they have another shape
   * @throws IOException if they cannot be read
   */
  public static IdxLayout like(DatasetInfo info, Path folder, IdxPart images, boolean transposed)
      throws IOException {
    IdxHeader header = IdxReader.header(file(folder, images));
    int width = transposed ? header.rows() : header.columns();
    int height = transposed ? header.columns() : header.rows();
    if (width != info.width() || height != info.height()) {
      throw new DataException(
          "The images have %d × %d pixels, but the model takes %s."
              .formatted(height, width, info.shape()));
    }
    IdxPart part = images == IdxPart.TRAIN_IMAGES ? IdxPart.TRAIN_LABELS : IdxPart.TEST_LABELS;
    int[] labels = IdxReader.labels(file(folder, part));
    int first = firstLabel(labels, Optional.of(info.classes()), note -> {});
    return new IdxLayout(info, first, transposed);
  }

  /** Returns the header of the training images, which that of the test images must be like. */
  private static IdxHeader shape(Path folder, boolean hasTest) throws IOException {
    IdxHeader train = IdxReader.header(file(folder, IdxPart.TRAIN_IMAGES));
    if (hasTest) {
      IdxHeader test = IdxReader.header(file(folder, IdxPart.TEST_IMAGES));
      if (test.rows() != train.rows() || test.columns() != train.columns()) {
        throw new DataException(
            "The test images in %s have %s, but the training images have %s: they must be the same."
                .formatted(folder, test.shape(), train.shape()));
      }
    }
    return train;
  }

  /** Returns 1 if no label is 0 and no name says that there could be one. */
  private static int firstLabel(int[] labels, Optional<List<String>> names, Consumer<String> note) {
    IntStream found = Arrays.stream(labels);
    int most = Arrays.stream(labels).max().orElse(0);
    if (found.min().orElse(0) != 1 || names.map(List::size).orElse(most) > most) {
      return 0;
    }
    note.accept(
        "The labels begin at 1: the classes are named %s."
            .formatted(
                names
                    .map(all -> "%s to %s".formatted(all.get(0), all.get(all.size() - 1)))
                    .orElse("1 to " + most)));
    return 1;
  }

  private static List<String> numbers(int first, int most) {
    return IntStream.rangeClosed(first, most).mapToObj(Integer::toString).toList();
  }

  /**
   * Reads a split.
   *
   * @throws DataException if the files have gone or a label is of no class
   */
  public Digits read(Path folder, IdxPart images) {
    IdxPart labels = images == IdxPart.TRAIN_IMAGES ? IdxPart.TRAIN_LABELS : IdxPart.TEST_LABELS;
    try {
      Path file = file(folder, images);
      byte[] pixels = IdxReader.body(file, IdxReader.header(file));
      return new Digits(
          info, transposed ? transposed(pixels) : pixels, classes(file(folder, labels)));
    } catch (IOException e) {
      throw vanished(folder, e);
    }
  }

  private int[] classes(Path file) throws IOException {
    int[] labels = IdxReader.labels(file);
    int count = info.classes().size();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      labels[i] = label - firstLabel;
      if (labels[i] < 0 || labels[i] >= count) {
        throw new DataException(
            "%s has label %d (number %d, counted from 0), but the training files or classes.txt have %d to %d: name it or leave it out."
                .formatted(file, label, i, firstLabel, firstLabel + count - 1));
      }
    }
    return labels;
  }

  /** Swaps the rows and columns of all images. */
  private byte[] transposed(byte[] pixels) {
    byte[] turned = new byte[pixels.length];
    int n = info.pixels();
    for (int i = 0; i < pixels.length; i++) {
      int inside = i % n;
      int row = inside / info.width();
      int column = inside % info.width();
      turned[i] = pixels[i - inside + column * info.height() + row];
    }
    return turned;
  }

  private static Path file(Path folder, IdxPart part) {
    return folder.resolve(part.fileName());
  }

  private static DataException vanished(Path folder, IOException e) {
    return new DataException(
        "The files in %s cannot be read any more: %s".formatted(folder, e.getMessage()), e);
  }
}
