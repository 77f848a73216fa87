package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that fetches {@link FakeDataset} from a mirror into a cache. */
final class FetchProcess {
  private FetchProcess() {}

  /** Arguments: the directory with the caches' directory, the mirror. */
  public static void main(String[] arguments) {
    Rig rig =
        new Rig(Path.of(arguments[0])) {
          @Override
          public void note(String line) {
            System.out.println(line);
          }
        };
    CatalogDataset dataset = FakeDataset.from(URI.create(arguments[1]));
    System.out.println("SOURCE " + rig.provider(dataset).provide(Rig.NO_DIRECTORY).source());
  }

  static Process start(Path temporary, URI mirror) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FetchProcess.class.getName(),
                temporary.toString(),
                mirror.toString()))
        .redirectErrorStream(true)
        .start();
  }
}
