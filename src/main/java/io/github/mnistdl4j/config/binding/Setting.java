package io.github.mnistdl4j.config.binding;

/**
 * A key of the configuration with a value for it.
 *
 * @param key as in messages: {@code network.layers[0].units}
 * @param value as in YAML
 */
public record Setting(String key, String value) {
  /** Returns a key without the sections around it; layers keep their number. */
  public static String shortName(String key) {
    return key.replaceFirst("^(network\\.(?=layers)|.*\\.)", "");
  }

  /** Returns the setting as {@code --set} takes it. */
  @Override
  public String toString() {
    return key + "=" + value;
  }
}
