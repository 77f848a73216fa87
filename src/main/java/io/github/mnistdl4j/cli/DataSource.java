package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import java.util.Locale;

/** The data sets of this machine and its user, with progress on the console. */
final class DataSource {
  private static final double MEGABYTE = 1e6;

  private DataSource() {}

  static DatasetProvider on(Console console) {
    return DatasetProvider.standard(
        System.getenv(), System.getProperty("os.name"), new ConsoleListener(console));
  }

  private record ConsoleListener(Console console) implements ProvisionListener {
    @Override
    public void note(String line) {
      console.say(line);
    }

    @Override
    public void progress(String file, long doneBytes, long totalBytes) {
      console.redraw(
          totalBytes > 0
              ? String.format(
                  Locale.ROOT,
                  "%s %3d%% of %.1f MB",
                  file,
                  100 * doneBytes / totalBytes,
                  totalBytes / MEGABYTE)
              : String.format(Locale.ROOT, "%s %.1f MB", file, doneBytes / MEGABYTE));
    }
  }
}
