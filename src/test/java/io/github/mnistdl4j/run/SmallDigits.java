package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import io.github.mnistdl4j.training.SomeDigits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A data set of 600 training and 200 test images that are learned in a second. */
public final class SmallDigits {
  private static final Digits TRAIN = SomeDigits.of(600, 1);
  private static final Digits TEST = SomeDigits.of(200, 2);

  /** Three classes of 12 rows of 9 pixels, one of them with a name that needs escaping. */
  public static final DatasetInfo TOOLS =
      new DatasetInfo(9, 12, List.of("saw", "file <&> \"flat\"", "hammer"), Preparation.PLAIN);

  /** 26 classes of MNIST's form. */
  public static final DatasetInfo LETTERS =
      new DatasetInfo(
          28,
          28,
          IntStream.range(0, 26).mapToObj(i -> Character.toString('a' + i)).toList(),
          Preparation.DIGITS);

  private SmallDigits() {}

  /** The images, without files. */
  public static TrainTest inMemory() {
    return new TrainTest(TRAIN, TEST, "memory", Map.of("images", "00ff"));
  }

  /** 600 training and 200 test images of another form, without files. */
  public static TrainTest inMemory(DatasetInfo info) {
    Digits train = SomeDigits.of(info, 600, 1);
    Digits test = SomeDigits.of(info, 200, 2);
    return new TrainTest(train, test, "memory", Map.of("images", "00ff"));
  }

  /**
   * A small network for them that refuses nothing, with overrides such as {@code
   * training.epochs=3}.
   */
  public static AppConfig config(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network.layers=[{units: 8, activation: relu}, {units: 10, activation: softmax}]",
                "training.epochs=2",
                "training.rejection-rate=0"));
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(AppConfig.class, "", "test", all);
  }

  /** A small network for images of another form, whose last layer has a unit for each class. */
  public static AppConfig configOfFiles(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.dataset=idx",
                "data.directory=files",
                "network.layers=[{units: 16, activation: relu}, {activation: softmax}]"));
    all.addAll(List.of(overrides));
    return config(all.toArray(String[]::new));
  }

  /** {@link #config} without what training does not read. */
  public static RunConfig runConfig(String... overrides) {
    return config(overrides).run();
  }

  /** Writes the images as IDX files into a new folder. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    writeSplit(folder, "train", TRAIN);
    writeSplit(folder, "t10k", TEST);
    return folder;
  }

  /** Writes the images as {@code train.csv} and {@code test.csv} into a new folder. */
  public static Path writeCsv(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("train.csv"), csv(TRAIN));
    Files.writeString(folder.resolve("test.csv"), csv(TEST));
    return folder;
  }

  private static String csv(Digits digits) {
    byte[] pixels = digits.pixels();
    StringBuilder text = new StringBuilder("label").append(",pixel".repeat(784)).append('\n');
    for (int image = 0; image < digits.size(); image++) {
      text.append(digits.label(image));
      for (int i = 0; i < 784; i++) {
        text.append(',').append(pixels[image * 784 + i] & 0xff);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Reads images from files. */
  public static TrainTest read(DataConfig config) {
    return new DigitsReader(
            DatasetProvider.standard(
                Map.of(), System.getProperty("os.name"), ProvisionListener.SILENT))
        .read(config);
  }

  private static void writeSplit(Path folder, String name, Digits digits) throws IOException {
    int n = digits.size();
    ByteBuffer images = ByteBuffer.allocate(16 + n * 784);
    images.putInt(0x0803).putInt(n).putInt(28).putInt(28).put(digits.pixels());
    Files.write(folder.resolve(name + "-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x0801).putInt(n);
    Arrays.stream(digits.labels()).forEach(label -> labels.put((byte) label));
    Files.write(folder.resolve(name + "-labels-idx1-ubyte"), labels.array());
  }
}
