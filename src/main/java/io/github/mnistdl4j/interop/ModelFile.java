package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dl4j.Dl4jFile;
import io.github.mnistdl4j.interop.keras.KerasFile;
import io.github.mnistdl4j.interop.onnx.OnnxFile;
import io.github.mnistdl4j.interop.tfjs.TfjsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

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
    return Files.isRegularFile(file) && KerasFile.hasWeightsAlone(file)
        ? KerasFile.readWeights(file, config)
        : read(file);
  }

  /**
   * Reads a network; the file's content tells its format.
   *
   * @param file of Keras; of TensorFlow.js {@code model.json}, or the folder that has it
   * @throws io.github.mnistdl4j.interop.dense.InteropException if the file is missing, damaged,
   *     hostile, of another kind, or has a layer that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    if (TfjsFile.isOne(file)) {
      return TfjsFile.read(file);
    }
    ModelStart start = ModelStart.of(file);
    if (start.isOnnx()) {
      return OnnxFile.read(file);
    }
    return Dl4jFile.isOne(start) ? Dl4jFile.read(file) : KerasFile.read(file);
  }

  /**
   * Returns the SHA-256 of a model, in hexadecimal: of a model of TensorFlow.js that of {@code
   * model.json} and, behind it, its files of weights.
   *
   * @throws InteropException if a file cannot be read
   */
  public static String sha256(Path file) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (Path each : TfjsFile.isOne(file) ? TfjsFile.files(file) : List.of(file)) {
      try (InputStream in = Files.newInputStream(each)) {
        DigestUtils.updateDigest(digest, in);
      } catch (IOException e) {
        throw InteropException.cannotRead(each, e);
      }
    }
    return Hex.encodeHexString(digest.digest());
  }
}
