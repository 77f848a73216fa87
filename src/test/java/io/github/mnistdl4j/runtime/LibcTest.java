package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibcTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lib/x86_64-linux-gnu/libc.so.6    | GNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36. | glibc 2.36
          lib/x86_64-linux-gnu/libc-2.31.so | GNU C Library (Ubuntu GLIBC 2.31-0ubuntu9) stable release version 2.31.   | glibc 2.31
          usr/lib64/libc-2.17.so            | GNU C Library (GNU libc) stable release version 2.17, by Roland McGrath   | glibc 2.17
          lib/libc.so.6                     | nothing that tells                                                        | glibc
          lib/ld-musl-x86_64.so.1           | musl libc (x86_64)~Version %s~1.2.3~more                                  | musl 1.2.3
          lib/ld-musl-aarch64.so.1          | musl libc (aarch64)                                                       | musl
          lib/libcrypto.so.3                | OpenSSL                                                                   | ''
          """)
  void readsTheLibraryThatTheProcessUses(String library, String content, String expected)
      throws IOException {
    write(library, "\177ELF\0" + content.replace('~', '\0') + "\0\377");
    write(
        "proc/self/maps",
        """
        5581a0000000-5581a0001000 r--p 00000000 fe:00 1234                       /usr/bin/java
        7fe1d9c72000-7fe1d9c98000 r--p 00000000 fe:00 339380                     /%s
        7fe1d9f01000-7fe1d9f02000 rw-p 00000000 00:00 0
        """
            .formatted(library));
    assertThat(Libc.of(new SystemFiles(root))).isEqualTo(expected);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
