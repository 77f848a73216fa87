package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dl4j.Dl4jFile;
import io.github.mnistdl4j.interop.keras.KerasFile;
import io.github.mnistdl4j.interop.keras.KerasFormat;
import io.github.mnistdl4j.interop.onnx.OnnxFile;
import io.github.mnistdl4j.interop.tfjs.TfjsFile;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A format in which a run's network is written. */
public enum ExportFormat {
  /** Keras 3's own: network, weights, optimizer and its state. */
  KERAS(".keras", keras(KerasFormat.KERAS), (file, model) -> KerasFile.read(file)),
  /** The older HDF5 file, which Keras 2 reads as well: network, weights, optimizer and state. */
  H5(".h5", keras(KerasFormat.H5), (file, model) -> KerasFile.read(file)),
  /** Weights and the optimizer's state, for {@code load_weights} of Keras 3. */
  WEIGHTS(".weights.h5", keras(KerasFormat.WEIGHTS), KerasFile::readWeights),
  /** A folder: a layers model of TensorFlow.js, and a page that runs it in a browser. */
  TFJS("-tfjs", TfjsFile::write, (folder, model) -> TfjsFile.read(folder)),
  /** ONNX: network and weights, for prediction. */
  ONNX(
      ".onnx",
      (model, file) -> OnnxFile.write(model, false, file),
      (file, model) -> OnnxFile.read(file)),
  /** Deeplearning4j's own: network, weights, optimizer, its state, steps and epochs. */
  DL4J(".zip", (model, network, file) -> ModelStore.save(network, file), Dl4jFile::read);

  private final String suffix;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final NetworkWriter writer;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final BiFunction<Path, DenseModel, DenseModel> reader;

  ExportFormat(String suffix, NetworkWriter writer, Function<Path, DenseModel> reader) {
    this.suffix = suffix;
    this.writer = writer;
    this.reader = (file, model) -> reader.apply(file);
  }

  ExportFormat(String suffix, Writer writer, BiFunction<Path, DenseModel, DenseModel> reader) {
    this.suffix = suffix;
    this.writer = (model, network, file) -> writer.write(model, file);
    this.reader = reader;
  }

  private interface Writer {
    void write(DenseModel model, Path file) throws IOException;
  }

  /** Writes what only Deeplearning4j can describe. */
  private interface NetworkWriter {
    void write(DenseModel model, TrainedModel network, Path file) throws IOException;
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

  /**
   * Writes a network that takes pixels in [0, 1]; the file is overwritten.
   *
   * @param network the same one as Deeplearning4j's
   */
  void write(DenseModel model, TrainedModel network, Path file) throws IOException {
    writer.write(model, network, file);
  }

  /** Returns whether a network of this format can scale its inputs itself. */
  public boolean canScale() {
    return this == ONNX;
  }

  /**
   * Writes a network that takes bytes and scales them itself; the file is overwritten.
   *
   * @throws InteropException if this format has no such networks
   */
  void writeScaling(DenseModel model, Path file) throws IOException {
    if (!canScale()) {
      throw new InteropException("%s: only ONNX can scale pixels itself.".formatted(file));
    }
    OnnxFile.write(model, true, file);
  }

  /** Reads a file again that was written from a network. */
  DenseModel read(Path file, DenseModel written) {
    return reader.apply(file, written);
  }
}
