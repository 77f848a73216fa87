package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MNIST for tests: from the folder beside the checkout if there is one, or as users get it. */
public final class Mnist {
  private static final String VARIABLE = "MNIST_DL4J_DATA";
  private static final Path BESIDE = Path.of("../../shared/data/mnist");

  private Mnist() {}

  /** Environment of a program that reads it. */
  static Map<String, String> environment() {
    return System.getenv(VARIABLE) == null && Files.isDirectory(BESIDE)
        ? Map.of(VARIABLE, BESIDE.toAbsolutePath().normalize().toString())
        : Map.of();
  }

  /** All images. */
  public static TrainTest read() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(environment());
    DatasetProvider provider =
        DatasetProvider.standard(
            environment, System.getProperty("os.name"), ProvisionListener.SILENT);
    return new DigitsReader(provider)
        .read(ConfigLoader.parse(AppConfig.class, "", "test", List.of()).run().data());
  }

  /** Writes images as an IDX file, so many times over. */
  public static Path writeImages(Path file, Digits digits, int times) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(0x0803);
      out.writeInt(digits.size() * times);
      out.writeInt(digits.info().height());
      out.writeInt(digits.info().width());
      for (int i = 0; i < times; i++) {
        out.write(digits.pixels());
      }
    }
    return file;
  }

  /** Writes the first images and their labels as the four IDX files of a data set. */
  public static Path writeFirst(Path folder, int train, int test) throws IOException {
    Files.createDirectories(folder);
    TrainTest all = read();
    write(folder, "train", all.train().slice(0, train));
    write(folder, "t10k", all.test().slice(0, test));
    return folder;
  }

  private static void write(Path folder, String name, Digits digits) throws IOException {
    Path unused = writeImages(folder.resolve(name + "-images-idx3-ubyte"), digits, 1);
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(folder.resolve(name + "-labels-idx1-ubyte")))) {
      out.writeInt(0x0801);
      out.writeInt(digits.size());
      for (int label : digits.labels()) {
        out.writeByte(label);
      }
    }
  }
}
