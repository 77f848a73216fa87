package io.github.mnistdl4j.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import io.github.mnistdl4j.fuzz.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The CSV reader, given files that no spreadsheet writes. */
class CsvFuzzTest {
  private static final Path FILE = WorkFolder.folder("csv").resolve("digits.csv");
  private static final String ROW = "7,255" + ",0".repeat(783);
  private static final Arbitrary<String> PIECES =
      Arbitraries.of(
          ",",
          "\"",
          "\"\"",
          "\n",
          "\r",
          "\r\n",
          "\n\n",
          "\0",
          "\u001b[2J",
          "\ufeff",
          "é",
          "#",
          "\\",
          "-1",
          "256",
          "1e9",
          "99999999999",
          "0x1",
          "٣",
          " ",
          "\t",
          ";",
          ROW,
          "\n" + ROW + "\n");

  @Provide
  Arbitrary<byte[]> damaged() {
    byte[] valid = (ROW + "\n\"3\"" + ROW.substring(1) + "\n" + ROW + "\n").getBytes(UTF_8);
    Arbitrary<byte[]> pieces = PIECES.map(piece -> piece.getBytes(UTF_8));
    return Mutation.of(valid, Arbitraries.oneOf(Mutation.numbers(), pieces, pieces));
  }

  @Property
  void acceptsOrRejectsADamagedFile(@ForAll("damaged") byte[] bytes) {
    assertSurvives(bytes);
  }

  @Provide
  Arbitrary<String> texts() {
    return PIECES.list().ofMaxSize(20).map(pieces -> String.join("", pieces));
  }

  @Property
  void acceptsOrRejectsAnyText(@ForAll("texts") String text) {
    assertSurvives(text.getBytes(UTF_8));
  }

  @Property
  void survivesTheSameThingOverAndOver(
      @ForAll("texts") String text, @ForAll @IntRange(max = 1_000_000) int length) {
    assertSurvives((ROW + "\n" + text.repeat(length / Math.max(1, text.length()))).getBytes(UTF_8));
  }

  private static void assertSurvives(byte[] bytes) {
    Survival.accepts(
        () -> assertThat(CsvFiles.read(Files.write(FILE, bytes)).train().size()).isPositive());
  }
}
