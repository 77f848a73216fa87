package io.github.mnistdl4j.interop.tfjs;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.config.Optimizer;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.OptimizerState;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Networks on images of 9 × 12 pixels. */
final class TfjsModels {
  static final int PIXELS = 9 * 12;
  static final int IMAGES = 20;
  static final List<String> CLASSES = List.of("お", "a \"b\" </script>", "none");

  private TfjsModels() {}

  /** Returns a network with a layer of each activation. */
  static DenseModel withAllActivations(Optimizer optimizer) {
    return of(optimizer, Loss.CATEGORICAL_CROSSENTROPY, Activation.values());
  }

  /** Returns a network of a few weights. */
  static DenseModel small() {
    return of(new Optimizer.Sgd(0.1), Loss.CATEGORICAL_CROSSENTROPY, Activation.SOFTMAX);
  }

  /** Returns a network whose outputs are no probabilities. */
  static DenseModel linear(Optimizer optimizer) {
    return of(optimizer, Loss.MEAN_SQUARED_ERROR, Activation.IDENTITY);
  }

  private static DenseModel of(Optimizer optimizer, Loss loss, Activation... activations) {
    Random random = new Random(3);
    List<DenseWeights> layers = new ArrayList<>();
    int inputs = PIXELS;
    for (int i = 0; i < activations.length; i++) {
      boolean last = i == activations.length - 1;
      int units = last ? CLASSES.size() : 5 + i;
      layers.add(
          new DenseWeights(
              inputs,
              units,
              numbers(random, inputs * units),
              numbers(random, units),
              activations[i],
              last || i % 2 == 1 ? 0 : 0.25,
              0,
              i == 2 ? 0.001 : 0));
      inputs = units;
    }
    return new DenseModel(
        "TensorFlow.js layers model",
        "mnist-dl4j 1",
        9,
        12,
        PixelScale.UNIT,
        Optional.of(PixelScale.UNIT),
        layers,
        loss,
        Optional.of(new OptimizerState(optimizer, 0, List.of())),
        CLASSES,
        List.of());
  }

  static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 4;
    }
    return numbers;
  }

  /** Writes images of noise for other programs; returns them. */
  static float[] writeInputs(Path file) throws IOException {
    float[] inputs = numbers(new Random(1), IMAGES * PIXELS);
    ByteBuffer bytes = ByteBuffer.allocate(4 * inputs.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(inputs);
    Files.write(file, bytes.array());
    return inputs;
  }
}
