package io.github.mnistdl4j.network;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Describes a network's layers, shapes and parameters as Keras's {@code model.summary()} does. */
public final class NetworkSummary {
  private static final String ROW = " %-28s%-26s%s";

  private NetworkSummary() {}

  /** Returns the lines of the table of a network over so many inputs. */
  public static List<String> lines(NetworkConfig network, int inputs) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("Layer (type)", "Output Shape", "Param #"));
    lines.add("=".repeat(65));
    List<LayerConfig> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      LayerConfig layer = layers.get(i);
      String shape = "(None, %d)".formatted(layer.outputs());
      lines.add(ROW.formatted(name(i, layer), shape, parameters(layers, i, inputs)));
    }
    lines.add("=".repeat(65));
    lines.add(String.format(Locale.ROOT, "Total params: %,d", parameters(network, inputs)));
    return lines;
  }

  /** Returns the number of weights and biases of all layers. */
  public static long parameters(NetworkConfig network, int inputs) {
    List<LayerConfig> layers = network.layers();
    return IntStream.range(0, layers.size()).mapToLong(i -> parameters(layers, i, inputs)).sum();
  }

  private static long parameters(List<LayerConfig> layers, int index, int inputs) {
    int before = index == 0 ? inputs : layers.get(index - 1).outputs();
    return (before + 1L) * layers.get(index).outputs();
  }

  private static String name(int index, LayerConfig layer) {
    String name = index == 0 ? "dense" : "dense_" + index;
    return "%s (Dense, %s)".formatted(name, YamlNames.of(layer.activation()));
  }
}
