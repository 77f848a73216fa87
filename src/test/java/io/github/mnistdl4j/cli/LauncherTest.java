package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script beside the jar, with a Java that prints what it is started with. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sh")
class LauncherTest {
  private static final Path SCRIPT = Path.of("src", "main", "launcher", "mnist-dl4j");

  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path launcher = Path.of("");
  private Path javaHome = Path.of("");

  @BeforeEach
  void build() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("my target"));
    Files.createFile(folder.resolve("mnist-dl4j-1.0.jar"));
    String script = Files.readString(SCRIPT).replace("${project.version}", "1.0");
    launcher = executable(folder.resolve("mnist-dl4j"), script);
    javaHome = fakeJava("a java", 7);
  }

  private Path fakeJava(String name, int exitCode) throws IOException {
    Path home = temporary.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    String print = "#!/bin/sh\necho %s\nprintf '<%%s>\\n' \"$@\"\nexit %d\n";
    executable(home.resolve("bin").resolve("java"), print.formatted(name, exitCode));
    return home;
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Output start(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), out, err);
  }

  private Map<String, String> home() {
    return Map.of("JAVA_HOME", javaHome.toString());
  }

  private String jar() {
    return "<" + folder.resolve("mnist-dl4j-1.0.jar") + ">";
  }

  @Test
  void passesAllArgumentsAndTheExitCodeOn() throws Exception {
    Output output = start(launcher, home(), "predict", "my digit.png", "", "*", "a\"b'c$d\\");
    assertThat(output.exitCode()).isEqualTo(7);
    assertThat(output.err()).isEmpty();
    assertThat(output.lines())
        .containsExactly(
            "a java", "<-jar>", jar(), "<predict>", "<my digit.png>", "<>", "<*>", "<a\"b'c$d\\>");
  }

  @Test
  void givesJavaItsOptions() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_HOME", javaHome.toString(), "JAVA_OPTS", "-Xmx4g -Da=*");
    assertThat(start(launcher, environment, "train").lines())
        .containsExactly("a java", "<-Xmx4g>", "<-Da=*>", "<-jar>", jar(), "<train>");
  }

  private void release(String version) throws IOException {
    Files.writeString(
        javaHome.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  @Test
  void sharesClassesBetweenStartsFromJava19On() throws Exception {
    Path archive = folder.resolve("mnist-dl4j-1.0-java-21.0.3.jsa");
    String file = "<-XX:SharedArchiveFile=" + archive + ">";
    release("21.0.3");
    assertThat(start(launcher, home(), "train").lines())
        .containsExactly(
            "a java",
            "<-XX:+AutoCreateSharedArchive>",
            file,
            "<-Xlog:disable>",
            "<-jar>",
            jar(),
            "<train>");
    assertThat(start(launcher, home(), "serve").lines())
        .as("before there is an archive")
        .containsExactly("a java", "<-jar>", jar(), "<serve>");
    Files.writeString(archive, "classes");
    assertThat(start(launcher, home(), "serve").lines()).contains(file).contains("<-Xshare:auto>");
    release("17.0.15");
    assertThat(start(launcher, home(), "train").lines())
        .containsExactly("a java", "<-jar>", jar(), "<train>");
  }

  @Test
  void saysNothingOfJavaCppOnNewJava() throws Exception {
    release("25");
    assertThat(start(launcher, home(), "doctor").lines())
        .containsExactly(
            "a java", "<--sun-misc-unsafe-memory-access=allow>", "<-jar>", jar(), "<doctor>");
  }

  @Test
  void findsTheJarThroughLinks() throws Exception {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path absolute = Files.createSymbolicLink(bin.resolve("digits"), launcher);
    Path relative = Files.createSymbolicLink(temporary.resolve("mnist"), Path.of("bin", "digits"));
    assertThat(start(absolute, home()).lines()).contains(jar());
    assertThat(start(relative, home()).lines()).contains(jar());
    Path folderLink = Files.createSymbolicLink(temporary.resolve("linked"), folder);
    assertThat(start(folderLink.resolve("mnist-dl4j"), home()).lines()).contains(jar());
  }

  @Test
  void takesTheJavaOfThePath() throws Exception {
    Path other = fakeJava("other", 0).resolve("bin");
    String path = other + ":" + System.getenv("PATH");
    assertThat(start(launcher, Map.of("PATH", path)).lines()).startsWith("other");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Output nowhere = start(launcher, Map.of("JAVA_HOME", "/nowhere"));
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).startsWith("/nowhere/bin/java does not exist; install Java 17");

    Files.delete(folder.resolve("mnist-dl4j-1.0.jar"));
    Output unbuilt = start(launcher, home());
    assertThat(unbuilt.exitCode()).isEqualTo(1);
    assertThat(unbuilt.err()).contains("mnist-dl4j-1.0.jar does not exist; build it with mvn");
  }
}
