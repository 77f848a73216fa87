package io.github.mnistdl4j.interop.keras;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.nio.file.Path;

/**
 * A network in Keras's configuration whose weights are in another program's file.
 *
 * @param file what messages call it
 * @param version of the Keras that described it
 * @param model the configuration, of Keras 2 or 3
 * @param training with which loss it was compiled
 * @param optimizer its description; JSON's null if there is none
 */
public record KerasNetwork(
    Path file, String version, JsonFields model, JsonFields training, JsonElement optimizer) {

  /**
   * Returns the network.
   *
   * @param form what kind of file it is
   * @throws io.github.mnistdl4j.interop.dense.InteropException naming the layer that cannot be
   *     taken over, and its place
   */
  public DenseModel read(String form, WeightSource weights) {
    return new KerasModel(file, version, version.startsWith("3"), model, training, optimizer)
        .read(form, new WeightFile(weights));
  }

  /** Returns a network's configuration as Keras 2 writes it, without weights. */
  public static JsonObject describe(DenseModel model) {
    return new KerasDescription(false).model(model);
  }

  /** Returns a network's loss and optimizer as Keras 2 writes them. */
  public static JsonObject describeTraining(DenseModel model) {
    return new KerasDescription(false).training(model);
  }
}
