package io.github.mnistdl4j.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import io.github.mnistdl4j.fuzz.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The configuration's reader, given what no person would write. */
class ConfigFuzzTest {
  private static final Path SHIPPED = Path.of("config/mnist.yaml");
  private static final Path FILE = WorkFolder.folder("config").resolve("mnist.yaml");
  static final List<String> PIECES =
      List.of(
          """
          _\t_\r_\0_\ufeff_é_:_: _-_- _?_? _[_]_{_}_,_#_ #_&a _*a_<<: _|_>_'_"_%_@_\\_`
          _!_!!str _!!null _!!float _!<x> _"\\UFFFFFFFF"_null_~_true_0_-1_1e999_.nan_---
          _...
          _%YAML 9.9
          _%TAG ! tag:x
          _training:
          _name_epochs: _units: _sgd_network.layers[0]_%s_
          """
              .split("_"));

  @Provide
  Arbitrary<byte[]> damaged() throws IOException {
    return Mutation.of(
        Files.readAllBytes(SHIPPED),
        Arbitraries.oneOf(
            Mutation.numbers(), Arbitraries.of(PIECES).map(piece -> piece.getBytes(UTF_8))));
  }

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void acceptsOrRejectsADamagedFile(@ForAll("damaged") byte[] bytes) {
    boolean accepted =
        Survival.accepts(
            () -> ConfigLoader.load(AppConfig.class, Files.write(FILE, bytes), List.of()));
    Statistics.collect(accepted);
    Statistics.coverage(
        coverage -> {
          coverage.check(true).count(count -> count > 0);
          coverage.check(false).count(count -> count > 0);
        });
  }

  @Property
  void readsBackWhatItAccepts(@ForAll("damaged") byte[] bytes) {
    String yaml = new String(bytes, UTF_8);
    Survival.accepts(
        () -> {
          AppConfig config = ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of());
          String written = ConfigWriter.write(config);
          assertThat(ConfigLoader.parse(AppConfig.class, written, "my.yaml", List.of()))
              .isEqualTo(config);
        });
  }
}
