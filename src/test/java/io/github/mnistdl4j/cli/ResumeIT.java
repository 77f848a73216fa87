package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are killed, and go on as if nothing had been. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class ResumeIT {
  private static final long SEED = 20_261_124;
  private static final int KILLS = Integer.getInteger("faults.kills", 6);
  private static final List<String> SIGNALS = List.of("KILL", "TERM", "KILL", "INT", "KILL");
  private static final String[] SETTINGS = {
    "-s", "training.epochs=40",
    "-s", "training.batch-size=16",
    "-s", "training.checkpoint.every-steps=7",
    "-s", "network.layers.0.dropout=0.2"
  };

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void takeARun() throws IOException {
    program = Program.withRun(folder).through("env", "--default-signal=INT");
  }

  @Test
  void endsWithTheSameBitsWhereverItWasKilled() throws Exception {
    long start = System.nanoTime();
    assertThat(program.run(train("whole")).exitCode()).isZero();
    long millis = (System.nanoTime() - start) / 1_000_000;
    List<String> expected = result("whole");

    List<String> killed =
        IntStream.range(0, KILLS).parallel().mapToObj(kill -> killed(kill, millis)).toList();
    List<String> different =
        killed.stream().map(this::resume).filter(run -> !result(run).equals(expected)).toList();

    System.out.printf("%d kills, seed %d, different: %s%n", KILLS, SEED, different);
    assertThat(different).as("runs whose result is another, seed %d", SEED).isEmpty();
  }

  /**
   * Returns the run's name. The moments of all kills are spread evenly from the start of the
   * process to its end.
   */
  private String killed(int kill, long millis) {
    Random random = new Random(SEED + kill);
    String name = "kill-" + kill;
    try {
      RunningProgram training = program.start(train(name));
      Thread.sleep((long) ((kill + random.nextDouble()) / KILLS * millis));
      if (training.process().isAlive()) {
        training.signal(SIGNALS.get(kill % SIGNALS.size()));
      }
      training.await();
      if (kill % 3 == 1) {
        losePower(name, random);
      }
      return name;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(name, e);
    }
  }

  /**
   * Trains a killed run to its end, in this process, or another one if it had not begun; returns
   * its name.
   */
  private String resume(String name) {
    boolean begun = Files.exists(program.runs().resolve(name).resolve("config.yaml"));
    String whole = begun ? name : name + "-again";
    if (begun) {
      Output output = program.call("train", "--quiet", "--resume", name);
      assertThat(output.exitCode()).as("%s: %s", name, output).isZero();
    } else {
      program.train(whole, SETTINGS);
    }
    return whole;
  }

  /** Cuts off the end of the newest checkpoint. */
  private void losePower(String name, Random random) throws IOException {
    Path checkpoints = program.runs().resolve(name).resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      Path newest = files.max(Comparator.naturalOrder()).orElse(checkpoints);
      if (Files.isRegularFile(newest)) {
        try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.WRITE)) {
          channel.truncate(random.nextLong(channel.size()));
        }
      }
    }
  }

  private static String[] train(String name) {
    return Stream.concat(Stream.of("train", "--quiet", "--name", name), Stream.of(SETTINGS))
        .toArray(String[]::new);
  }

  /**
   * All that must be the same: metrics but for the seconds, what was recorded, the model, the
   * evaluation.
   */
  private List<String> result(String name) {
    Path run = program.runs().resolve(name);
    List<String> result = new ArrayList<>();
    try (ZipFile model = new ZipFile(run.resolve("model.zip").toFile())) {
      Files.readAllLines(run.resolve("metrics.csv"))
          .forEach(row -> result.add(row.substring(0, row.lastIndexOf(','))));
      result.add(Files.readString(run.resolve("evaluation.json")));
      for (String file : List.of("steps.csv", "histograms.csv", "epoch.json")) {
        result.add(Files.readString(run.resolve(file)));
      }
      for (String entry : List.of("configuration.json", "coefficients.bin", "updaterState.bin")) {
        byte[] bytes = model.getInputStream(model.getEntry(entry)).readAllBytes();
        result.add(entry + " " + java.util.Arrays.hashCode(bytes));
      }
      return result;
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  @Test
  void trainsAFinishedRunForMoreEpochsAsIfItHadBeenAskedForThemAtOnce() throws Exception {
    String dropout = "network.layers.0.dropout=0.3";
    program.train("long", "-s", "training.epochs=4", "-s", dropout);
    Output more = program.call("train", "--resume", "a", "-s", "training.epochs=4");
    assertThat(more.exitCode()).isZero();
    assertThat(more.out()).startsWith("Resuming runs/a").contains("Epoch 3/4");
    assertThat(result("a")).isEqualTo(result("long"));
  }

  @Test
  void goesOnFromAnotherWorkingDirectoryThoughThePathsWereRelative() throws Exception {
    Program elsewhere = Program.in(folder.resolve("elsewhere"));
    Files.delete(folder.resolve("elsewhere/images/train-images-idx3-ubyte"));
    String run = program.runs().resolve("a").toString();
    Output more = elsewhere.run("train", "--resume", run, "-s", "training.epochs=3");
    assertThat(more.err()).isEmpty();
    assertThat(more.out()).contains("Epoch 3/3").doesNotContain("Epoch 2/3");
    assertThat(elsewhere.call("evaluate", "-q", run).out()).startsWith("test_loss");
  }

  @Test
  void refusesAnotherConfigurationAndListsWhatDiffers() throws Exception {
    Output output =
        program.call(
            "train", "--resume", "a", "-s", "network.seed=7", "-s", "network.layers.0.units=9");
    Program.assertFailed(output, 1);
    assertThat(output.err())
        .contains("network.seed: was 1234, now 7", "network.layers[0].units: was 8, now 9");
  }

  @Test
  void refusesFewerEpochsThanAreTrained() throws Exception {
    Output output = program.call("train", "--resume", "a", "-s", "training.epochs=1");
    Program.assertFailed(output, 1);
    assertThat(output.err()).contains("has trained 2 epochs already");
  }

  @Test
  void warnsOfADamagedCheckpointAndTakesTheOneBefore() throws Exception {
    Files.writeString(
        program.runs().resolve("a").resolve("checkpoints").resolve("step-00000010.checkpoint"),
        "MNIST-C1 and then nothing that makes sense");
    Output output = program.call("train", "--resume", "a");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).contains("is damaged or cut off. Looking for an older one.");
    assertThat(output.out()).contains("Epoch 2/2").doesNotContain("Epoch 1/2");
  }
}
