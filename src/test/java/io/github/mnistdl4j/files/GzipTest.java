package io.github.mnistdl4j.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
  private static final byte[] CONTENT = "ten digits".getBytes(US_ASCII);

  @TempDir private Path folder;

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(CONTENT);
    }
    return bytes.toByteArray();
  }

  @Test
  void believesTheNameOfAFile() throws IOException {
    Path plain = Files.write(folder.resolve("a"), CONTENT);
    Path named = Files.write(folder.resolve("a.gz"), packed());
    for (Path file : new Path[] {plain, named}) {
      try (InputStream in = Gzip.open(file)) {
        assertThat(in.readAllBytes()).isEqualTo(CONTENT);
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "it lists the files that a process has open")
  void closesAFileWhoseHeaderIsNone() throws IOException {
    Path file = Files.write(folder.resolve("a.gz"), CONTENT);
    assertThatThrownBy(() -> Gzip.open(file)).isInstanceOf(ZipException.class);
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(Files::exists).map(GzipTest::target)).doesNotContain(file);
    }
  }

  private static Path target(Path descriptor) {
    try {
      return descriptor.toRealPath();
    } catch (IOException e) {
      return descriptor; // no file, or closed since
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesWhetherAStreamIsPacked(boolean packed) throws IOException {
    byte[] bytes = packed ? packed() : CONTENT;
    try (InputStream in = Gzip.unpacked(new ByteArrayInputStream(bytes))) {
      assertThat(in.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001f", "\u001fx"})
  void takesAShortStreamAsItIs(String content) throws IOException {
    byte[] bytes = content.getBytes(US_ASCII);
    try (InputStream in = Gzip.unpacked(new ByteArrayInputStream(bytes))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }
}
