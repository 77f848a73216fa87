package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.IdxPart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "KMNIST, 60000, 10000, 10, 0, false",
    "QMNIST, 60000, 60000, 10, 0, false",
    "EMNIST_LETTERS, 124800, 20800, 26, 1, true",
    "EMNIST_BALANCED, 112800, 18800, 47, 0, true",
    "EMNIST_DIGITS, 240000, 40000, 10, 0, true"
  })
  void knowsThePackedFilesOfFurtherSets(
      DatasetName name, int train, int test, int classes, int firstLabel, boolean transposed) {
    CatalogDataset dataset = catalog.get(name);

    assertThat(dataset.name()).isEqualTo(YamlNames.of(name));
    assertThat(dataset.files()).containsOnlyKeys(IdxPart.values());
    assertThat(dataset.files().values())
        .allSatisfy(file -> assertThat(file.packedSha256()).matches("[0-9a-f]{64}"))
        .allSatisfy(file -> assertThat(file.sha256()).matches("([0-9a-f]{64})?"));
    assertThat(dataset.files().values().stream().map(Fingerprint::packedSha256).distinct())
        .hasSize(4);
    assertThat(dataset.fingerprint(IdxPart.TRAIN_IMAGES).orElseThrow().bytes())
        .isEqualTo(16 + train * 784L);
    assertThat(dataset.fingerprint(IdxPart.TEST_IMAGES).orElseThrow().bytes())
        .isEqualTo(16 + test * 784L);
    assertThat(dataset.mirrors().size() + dataset.archive().stream().count()).isEqualTo(1);
    assertThat(name.classes().orElseThrow()).hasSize(classes).doesNotHaveDuplicates();
    assertThat(name.firstLabel()).isEqualTo(firstLabel);
    assertThat(name.isTransposed()).isEqualTo(transposed);
  }

  @Test
  void namesEmnistsClasses() {
    assertThat(String.join("", DatasetName.EMNIST_LETTERS.classes().orElseThrow()))
        .isEqualTo("abcdefghijklmnopqrstuvwxyz");
    assertThat(String.join("", DatasetName.EMNIST_BALANCED.classes().orElseThrow()))
        .isEqualTo("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt");
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
