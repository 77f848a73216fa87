package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.DigitsView;
import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.FileCheck;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Fetches, verifies and shows data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Fetch, verify or show the images of a configuration.")
final class DataCommand {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Find or download the files, so that training needs no network.")
  int fetch(@Mixin ConfigOptions config, @Mixin OutputOptions output) {
    Console console = output.console();
    TrainTest data = new DigitsReader(DataSource.on(console)).read(config.load().run().data());
    console.result(DataSource.summary(data));
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Check the files that are there, byte for byte; download nothing.")
  int verify(@Mixin ConfigOptions config, @Mixin OutputOptions output) {
    Console console = output.console();
    DataConfig data = config.load().run().data();
    if (!data.dataset().isIdx()) { // it has no known checksums: reading is the check
      console.result(DataSource.summary(new DigitsReader(DataSource.on(console)).read(data)));
      return ExitCode.OK;
    }
    List<FileCheck> checks = DataSource.on(console).verify(data);
    checks.forEach(check -> console.result(line(console, check)));
    return checks.stream().allMatch(FileCheck::intact) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Print the shapes, labels and value range, and draw a few images.")
  int show(@Mixin ConfigOptions config, @Mixin OutputOptions output, @Mixin FormatOption format) {
    Console console = format.console(output);
    TrainTest data = new DigitsReader(DataSource.on(console)).read(config.load().run().data());
    if (format.isJson()) {
      document(data).print(console);
      return ExitCode.OK;
    }
    console.say(DataSource.summary(data));
    DigitsView.describe("train", data.train()).forEach(console::result);
    if (data.test().size() == 0) {
      console.result("There is no test set.");
    } else {
      DigitsView.describe("test", data.test()).forEach(console::result);
    }
    console.result("The first training images:");
    DigitsView.draw(data.train()).forEach(console::result);
    return ExitCode.OK;
  }

  private static JsonDocument document(TrainTest data) {
    return new JsonDocument()
        .with("source", data.source())
        .with("sha256", data.sha256())
        .with("train", document(data.train()))
        .with("test", document(data.test()));
  }

  private static JsonDocument document(Digits digits) {
    return new JsonDocument()
        .with("images", digits.size())
        .with("shape", List.of(digits.size(), digits.info().height(), digits.info().width()))
        .with("classes", digits.info().classes())
        .with("min", DigitsView.least(digits))
        .with("max", DigitsView.most(digits))
        .with("classCounts", digits.classCounts());
  }

  private static String line(Console console, FileCheck check) {
    String state = check.problem().map(problem -> "bad: it " + problem).orElse("ok");
    String style = check.intact() ? "fg(green)" : "fg(red)";
    return "%s  %s".formatted(check.path(), console.styled(style, state));
  }
}
