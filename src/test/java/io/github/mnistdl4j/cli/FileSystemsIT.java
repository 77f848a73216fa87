package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.Program.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full and folders that may not be written or run from. They are mounted in a
 * namespace that ends with the program, which only root may do.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only it has mount namespaces")
class FileSystemsIT {
  private static final String ADVICE =
      "Check the folder's rights and the free space, or choose another with --runs-dir.\n";

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""), List.of(), List.of(), Map.of());

  @BeforeEach
  void writeImages() throws IOException {
    program = Program.in(folder);
  }

  /** Root without its privileges, to whom permissions apply; others are so anyway. */
  private Program unprivileged() {
    return isRoot() ? program.through("setpriv", "--bounding-set=-all") : program;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The program with a file system of its own, and what a shell does before and after it. */
  private Program mounted(String directory, String options, String before, String after)
      throws IOException, InterruptedException {
    assumeThat(isRoot()).as("root, who may mount").isTrue();
    Files.createDirectories(folder.resolve(directory));
    String script =
        "mount -t tmpfs -o %s none %s && %s && \"$@\"; code=$?; %s; exit $code"
            .formatted(options, directory, before, after);
    Program mounted = program.through("unshare", "--mount", "sh", "-c", script, "sh");
    boolean works =
        new ProcessBuilder("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /mnt")
                .start()
                .waitFor()
            == 0;
    assumeThat(works).as("a namespace in which to mount").isTrue();
    return mounted;
  }

  @Test
  void cannotKeepRunsInAFolderThatIsReadOnly() throws Exception {
    Path parent = Files.createDirectory(folder.resolve("parent"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    Output output = unprivileged().run("train", "--runs-dir", "parent/runs", "--name", "a");
    assertFailed(output, 1);
    assertThat(output.err()).isEqualTo("Cannot write parent/runs/a: permission denied. " + ADVICE);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void namesTheImagesThatItMayNotRead() throws Exception {
    Path images = folder.resolve("images").resolve("t10k-images-idx3-ubyte");
    Files.setPosixFilePermissions(images, Set.of());
    Output output = unprivileged().run("train");
    assertFailed(output, 1);
    assertThat(output.err())
        .contains("t10k-images-idx3-ubyte cannot be read: permission denied")
        .doesNotContain("train-images");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void trainsWithAHomeThatIsReadOnly() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    Output output =
        unprivileged()
            .with("HOME", home.toString())
            .withJvmOptions("-Duser.home=" + home)
            .run("train", "--name", "a");
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void saysThatTheDiskBecameFullInTraining() throws Exception {
    Output output =
        mounted("runs", "size=40k", "true", "ls -A runs/a").run("train", "--quiet", "--name", "a");
    assertFailed(output, 1);
    assertThat(output.err())
        .as("training went on without checkpoints, and lost nothing but what it should keep")
        .isEqualTo("Cannot write runs/a/model.zip: No space left on device. " + ADVICE);
    assertThat(output.out()).contains("metrics.csv").doesNotContain(".tmp", "model", "evaluation");
  }

  @Test
  void trainsToTheEndWhereOnlyTheCheckpointsDoNotFit() throws Exception {
    program = Program.withRun(folder);
    Output output =
        mounted("runs/a/checkpoints", "size=4k", "true", "ls -A runs/a/checkpoints")
            .run("train", "--resume", "a", "-s", "training.epochs=3");
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    assertThat(output.out())
        .contains(
            "Warning: Cannot write runs/a/checkpoints/step-00000005.checkpoint: No space left")
        .containsOnlyOnce("Training continues, and will try to write it again.")
        .contains("Epoch 3/3")
        .doesNotContain(".tmp");
    assertThat(program.runs().resolve("a").resolve("metrics.csv")).content().hasLineCount(4);
  }

  @Test
  void saysThatTheDiskWasFullBeforeTraining() throws Exception {
    Output noSpace =
        mounted("runs", "size=4k", "head -c 4096 /dev/zero > runs/x", "true")
            .run("train", "--name", "a");
    assertFailed(noSpace, 1);
    assertThat(noSpace.err())
        .isEqualTo("Cannot write runs/a/.lock: No space left on device. " + ADVICE);

    Output noFiles = mounted("runs", "nr_inodes=2", "true", "true").run("train", "--name", "a");
    assertFailed(noFiles, 1);
    assertThat(noFiles.err())
        .isEqualTo("Cannot write runs/a/train.log: No space left on device. " + ADVICE);
  }

  @Test
  void saysWhyTheNativeLibrariesDoNotLoad() throws Exception {
    Output noexec =
        mounted("natives", "noexec", "true", "true")
            .withJvmOptions("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives"))
            .run("train", "--name", "a");
    assertFailed(noexec, 1);
    assertThat(noexec.err())
        .startsWith("ND4J does not start: ")
        .contains("That folder is mounted noexec.", "JAVA_TOOL_OPTIONS", "\"doctor\"");

    Output full =
        mounted("natives", "size=1m", "true", "true")
            .withJvmOptions("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives"))
            .run("train", "--name", "b");
    assertFailed(full, 1);
    assertThat(full.err()).startsWith("ND4J does not start: ").contains("disk space");
    assertThat(program.runs()).as("no run without a network").doesNotExist();
  }
}
