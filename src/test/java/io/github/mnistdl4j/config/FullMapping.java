package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.Records;
import java.lang.reflect.RecordComponent;

/** Checks that a test sets every key, so that none can be forgotten. */
final class FullMapping {
  private FullMapping() {}

  static void differs(Record section, Record defaults) {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      assertThat(Records.value(section, component))
          .as("a value of %s that is not its default", component.getName())
          .isNotEqualTo(Records.value(defaults, component));
    }
  }
}
