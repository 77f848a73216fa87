package io.github.mnistdl4j.network;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
      lines.add(ROW.formatted(name(i, layer), shape, network.parameters(i, inputs)));
    }
    lines.add("=".repeat(65));
    lines.add(String.format(Locale.ROOT, "Total params: %,d", network.parameters(inputs)));
    return lines;
  }

  private static String name(int index, LayerConfig layer) {
    String name = index == 0 ? "dense" : "dense_" + index;
    return "%s (Dense, %s)".formatted(name, YamlNames.of(layer.activation()));
  }
}
