package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.keras.KerasFile;
import io.github.mnistdl4j.interop.keras.KerasFormat;
import io.github.mnistdl4j.interop.tfjs.TfjsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** A format in which a run's network is written. */
public enum ExportFormat {
  /** Keras 3's own: network, weights, optimizer and its state. */
  KERAS(".keras", keras(KerasFormat.KERAS), (file, model) -> KerasFile.read(file)),
  /** The older HDF5 file, which Keras 2 reads as well: network, weights, optimizer and state. */
  H5(".h5", keras(KerasFormat.H5), (file, model) -> KerasFile.read(file)),
  /** Weights and the optimizer's state, for {@code load_weights} of Keras 3. */
  WEIGHTS(".weights.h5", keras(KerasFormat.WEIGHTS), KerasFile::readWeights),
  /** A folder: a layers model of TensorFlow.js, and a page that runs it in a browser. */
  TFJS("-tfjs", TfjsFile::write, (folder, model) -> TfjsFile.read(folder));

  private final String suffix;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Writer writer;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final BiFunction<Path, DenseModel, DenseModel> reader;

  ExportFormat(String suffix, Writer writer, BiFunction<Path, DenseModel, DenseModel> reader) {
    this.suffix = suffix;
    this.writer = writer;
    this.reader = reader;
  }

  private interface Writer {
    void write(DenseModel model, Path file) throws IOException;
  }

  private static Writer keras(KerasFormat format) {
    return (model, file) -> KerasFile.write(model, format, file);
  }

  /** Returns how a file's name must end for other programs to take it. */
  public String suffix() {
    return suffix;
  }

  /** Returns whether a folder is written, not a file. */
  boolean isFolder() {
    return this == TFJS;
  }

  /** Writes a network that takes pixels in [0, 1]; the file is overwritten. */
  void write(DenseModel model, Path file) throws IOException {
    writer.write(model, file);
  }

  /** Reads a file again that was written from a network. */
  DenseModel read(Path file, DenseModel written) {
    return reader.apply(file, written);
  }
}
