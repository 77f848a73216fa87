package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.IdxPart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetCatalogTest {
  private final DatasetCatalog catalog = DatasetCatalog.standard();

  @ParameterizedTest
  @EnumSource(names = {"MNIST", "FASHION_MNIST"})
  void knowsEveryFileOfItsDataSets(DatasetName name) {
    CatalogDataset dataset = catalog.get(name);

    assertThat(dataset.name()).isEqualTo(YamlNames.of(name));
    assertThat(dataset.files()).containsOnlyKeys(IdxPart.values());
    assertThat(dataset.files().values())
        .allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
    assertThat(dataset.fingerprint(IdxPart.TRAIN_IMAGES))
        .hasValueSatisfying(file -> assertThat(file.bytes()).isEqualTo(47_040_016));
    assertThat(dataset.fingerprint(IdxPart.TEST_LABELS))
        .hasValueSatisfying(file -> assertThat(file.bytes()).isEqualTo(10_008));
  }

  @ParameterizedTest
  @EnumSource(names = {"MNIST", "FASHION_MNIST"})
  void downloadsOverHttpsOnly(DatasetName name) {
    assertThat(catalog.get(name).mirrors())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            mirror -> {
              assertThat(mirror).hasScheme("https");
              assertThat(mirror.getPath()).endsWith("/");
            });
  }

  @Test
  void takesAnyFilesForTheUsersOwnDataSet() {
    assertThat(catalog.get(DatasetName.IDX).files()).isEmpty();
  }

  @Test
  void rejectsADataSetWithoutIdxFiles() {
    assertThatThrownBy(() -> catalog.get(DatasetName.CSV))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetCatalog(Map.of()).get(DatasetName.MNIST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
