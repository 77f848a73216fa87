package io.github.mnistdl4j.prediction.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFormatTest {
  @ParameterizedTest
  @CsvSource({
    "'\0\0\0\u0018ftypheic', a HEIC picture, heif-convert",
    "'\0\0\0\u0018ftypavif', an AVIF picture, magick",
    "'\0\0\0\u000CjP  ', a JPEG 2000 picture, opj_decompress",
    "'%PDF-1.7', a PDF document, pdftoppm",
    "'<?xml version=\"1.0\"?><svg>', an SVG drawing, rsvg-convert",
    "'P5 3 3', a Netpbm picture, magick"
  })
  void namesTheFormatAndWhatConvertsIt(String start, String name, String converter) {
    assertThatThrownBy(() -> Images.read(start.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("is " + name + ", which cannot be read; convert it to PNG or JPEG")
        .hasMessageContaining(converter);
  }

  @Test
  void leavesOthersAlone() {
    assertThat(ForeignFormat.problem(new byte[0])).isEmpty();
    assertThat(ForeignFormat.problem("hello".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void refusesATruncatedPicture(String format) throws IOException {
    byte[] file = TestPictures.encoded(new BufferedImage(90, 90, 1), format);
    byte[] truncated = Arrays.copyOf(file, file.length - 20);
    assertThatThrownBy(() -> Images.read(truncated))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("is truncated: its " + format.toUpperCase(java.util.Locale.ROOT));
  }
}
