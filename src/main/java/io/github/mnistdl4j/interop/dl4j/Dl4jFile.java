package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dense.ZippedModel;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads a network that Deeplearning4j's {@code ModelSerializer} saved, from 0.5 to 1.0.0-M2.1, and
 * the {@code model.zip} of a run here, which is such a file.
 *
 * <pre>{@code
 * DenseModel model = Dl4jFile.read(Path.of("model.zip"));
 * System.out.println(model.maker() + ": " + model.outputs() + " outputs");
 * }</pre>
 */
public final class Dl4jFile {
  private Dl4jFile() {}

  /**
   * Returns whether a file is a zip with the entries of a model of Deeplearning4j's.
   *
   * @throws InteropException if it is a zip that is damaged or hostile
   */
  public static boolean isOne(ModelStart start) {
    if (!start.isZip()) {
      return false;
    }
    try (ZippedModel zip = open(start.file())) {
      return zip.has(Dl4jArchive.PARAMETERS)
          || zip.has(Dl4jArchive.NO_PARAMETERS)
          || zip.has(Dl4jArchive.CONFIGURATION);
    }
  }

  /**
   * Reads a network.
   *
   * @throws InteropException if the file is missing, damaged, hostile, of another kind, or has a
   *     layer that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    if (!isOne(ModelStart.of(file))) {
      throw new InteropException("%s is not a model of Deeplearning4j.".formatted(file));
    }
    try (ZippedModel zip = open(file)) {
      return new Dl4jArchive(file, zip).read();
    }
  }

  /** New networks' states are zeros, which shrink to almost nothing: their size is known. */
  private static ZippedModel open(Path file) {
    return new ZippedModel(file, Set.of(Dl4jArchive.UPDATER));
  }
}
