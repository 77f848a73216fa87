package io.github.mnistdl4j.benchmark;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The tutorial as DJL's examples write it, on its PyTorch engine. That has no RMSProp; Adam stands
 * in for it.
 */
public final class DjlTutorial {
  private static final int BATCH = 128;
  private static final int PIXELS = 784;

  private DjlTutorial() {}

  /**
   * Trains, with an evaluation after every epoch, and saves.
   *
   * @param args folder of the four unpacked files, epochs, seed, folder for the model
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int epochs = Integer.parseInt(args[1]);
    Engine.getInstance().setRandomSeed(Integer.parseInt(args[2]));
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("tutorial")) {
      ArrayDataset train = split(manager, folder, "train", true);
      ArrayDataset test = split(manager, folder, "t10k", false);
      model.setBlock(
          new SequentialBlock()
              .add(Linear.builder().setUnits(512).build())
              .add(Activation::relu)
              .add(Linear.builder().setUnits(10).build()));
      try (Trainer trainer = model.newTrainer(config())) {
        trainer.initialize(new Shape(BATCH, PIXELS));
        for (int epoch = 1; epoch <= epochs; epoch++) {
          epoch(trainer, train, test, epoch);
        }
      }
      model.save(Path.of(args[3]), "tutorial");
    }
  }

  private static DefaultTrainingConfig config() {
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
        .optInitializer( // magnitude 3: Glorot's uniform
            new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3), Parameter.Type.WEIGHT)
        .optOptimizer(
            Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed(0.001f))
                .optEpsilon(1e-7f)
                .build())
        .addEvaluator(new Accuracy())
        .addTrainingListeners(TrainingListener.Defaults.basic());
  }

  /** What {@code EasyTrain.fit} does in an epoch, with a clock around the training. */
  private static void epoch(Trainer trainer, ArrayDataset train, ArrayDataset test, int epoch)
      throws Exception {
    long start = System.nanoTime();
    for (Batch batch : trainer.iterateDataset(train)) {
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
      batch.close();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    EasyTrain.evaluateDataset(trainer, test);
    trainer.notifyListeners(listener -> listener.onEpoch(trainer));
    System.out.printf(
        Locale.ROOT,
        "epoch %d fit %.3f test_acc %.4f%n",
        epoch,
        seconds,
        trainer.getTrainingResult().getValidateEvaluation("Accuracy"));
  }

  private static ArrayDataset split(NDManager manager, Path folder, String name, boolean shuffle)
      throws IOException {
    byte[] labels = body(folder.resolve(name + "-labels-idx1-ubyte"), 8);
    byte[] pixels = body(folder.resolve(name + "-images-idx3-ubyte"), 16);
    float[] scaled = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      scaled[i] = (pixels[i] & 0xFF) / 255f;
    }
    float[] classes = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = labels[i];
    }
    return new ArrayDataset.Builder()
        .setData(manager.create(scaled, new Shape(labels.length, PIXELS)))
        .optLabels(manager.create(classes))
        .setSampling(BATCH, shuffle)
        .build();
  }

  private static byte[] body(Path idx, int header) throws IOException {
    byte[] bytes = Files.readAllBytes(idx);
    return Arrays.copyOfRange(bytes, header, bytes.length);
  }
}
