package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.DoctorFinding.Level;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorNativesTest {

  /** The messages are those that ND4J ended with when this was brought about. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Could not create the cache: Set the "org.bytedeco.javacpp.cachedir" system property. | cachedir=FOLDER
          /tmp/libjniopenblas_nolapack.so: failed to map segment from shared object            | noexec
          /tmp/libjnind4jcpu.so: libnd4jcpu.so: cannot open shared object file: No such file   | disk space
          /lib64/libc.so.6: version `GLIBC_2.27' not found (required by /tmp/libnd4jcpu.so)    | glibc 2.27
          libstdc++.so.6: cannot open shared object file: No such file or directory            | libstdc++6
          Please ensure that you have an nd4j backend on your classpath.                       | Build the program
          Could not find jniopenblas_nolapack in class, module, and library paths.             | Build the program
          Error loading shared library ld-linux-x86-64.so.2: No such file or directory         | instead of Alpine's
          something new                                                                        | --verbose
          """)
  void namesTheCauseAndTheCure(String message, String cure) {
    Throwable failure =
        new ExceptionInInitializerError(
            new IOException("ND4J is probably missing dependencies", new IOException(message)));
    DoctorFinding finding = DoctorNatives.explain(failure);
    assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    assertThat(finding.found()).isEqualTo("does not start: " + message);
    assertThat(finding.advice()).contains(cure);
  }
}
