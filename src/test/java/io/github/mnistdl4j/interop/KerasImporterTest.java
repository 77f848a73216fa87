package io.github.mnistdl4j.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j's own importer of Keras's files, with the HDF Group's library beneath. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "aarch64",
    disabledReason = "JavaCPP has no HDF5 for it")
class KerasImporterTest {
  @TempDir private Path folder;

  @Test
  void takesTheOlderFileWithTheSameAnswers() throws Exception {
    RunDirectory directory =
        RunDirectory.create(folder, Optional.of("a"), LocalDateTime.of(2026, 1, 2, 3, 4));
    new TrainingRun(
            SmallDigits.config(
                "training.optimizer=adam",
                "network.layers=[{units: 8, activation: elu, dropout: 0.3, l2: 0.001}, {units: 6, activation: tanh}, {activation: softmax}]"),
            SmallDigits.inMemory(),
            directory,
            Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
    RunExport run = new RunExport(new SavedRun(directory));
    Path file = folder.resolve("a.h5");
    run.write(file, ExportFormat.H5, Optional.empty());
    MultiLayerNetwork imported =
        KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false);
    DenseModel model = run.model();
    INDArray images = Nd4j.rand(20, model.height(), model.width());
    INDArray found = imported.output(images);
    INDArray wanted = run.network().network().output(images.reshape(20, -1));
    assertThat(found.dup('c').data().asDouble())
        .containsExactly(wanted.dup('c').data().asDouble(), within(1e-6));
  }
}
