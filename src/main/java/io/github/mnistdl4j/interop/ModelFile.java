package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.keras.KerasFile;
import java.nio.file.Path;

/** Reads a network that another program saved, in any of the formats that are known here. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Reads a network; one of which a file has the weights alone is that of the configuration.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException as {@link #read(Path)}, and if the
   *     weights are of another network than the configuration's
   */
  public static DenseModel read(Path file, RunConfig config) {
    return KerasFile.hasWeightsAlone(file) ? KerasFile.readWeights(file, config) : read(file);
  }

  /**
   * Reads a network; the file's content tells its format.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException if the file is missing, damaged,
   *     hostile, of another kind, or has a layer that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    return KerasFile.read(file);
  }
}
