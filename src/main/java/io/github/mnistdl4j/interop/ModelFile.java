package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dl4j.Dl4jFile;
import io.github.mnistdl4j.interop.keras.KerasFile;
import java.nio.file.Path;

/** Reads a network that another program saved, in any of the formats that are known here. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Reads a network; the file's content tells its format.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException if the file is missing, damaged,
   *     hostile, of another kind, or has a layer that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    return Dl4jFile.isOne(ModelStart.of(file)) ? Dl4jFile.read(file) : KerasFile.read(file);
  }
}
