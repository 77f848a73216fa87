package io.github.mnistdl4j.network;

import io.github.mnistdl4j.config.LayerConfig;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The network's layers, shapes and numbers of parameters, as Keras's {@code model.summary()}. */
public final class NetworkSummary {
  private static final String ROW = " %-28s%-26s%s";

  private NetworkSummary() {}

  /** The summary table, a line each. */
  public static List<String> lines(NetworkConfig network) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("Layer (type)", "Output Shape", "Param #"));
    lines.add("=".repeat(65));
    long total = 0;
    int inputs = NetworkConfig.INPUTS;
    for (int i = 0; i < network.layers().size(); i++) {
      LayerConfig layer = network.layers().get(i);
      long parameters = (inputs + 1L) * layer.units();
      lines.add(ROW.formatted(name(i, layer), "(None, %d)".formatted(layer.units()), parameters));
      total += parameters;
      inputs = layer.units();
    }
    lines.add("=".repeat(65));
    lines.add(String.format(Locale.ROOT, "Total params: %,d", total));
    return lines;
  }

  private static String name(int index, LayerConfig layer) {
    String name = index == 0 ? "dense" : "dense_" + index;
    return "%s (Dense, %s)".formatted(name, YamlNames.of(layer.activation()));
  }
}
