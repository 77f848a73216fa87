package io.github.mnistdl4j.prediction.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Damaged picture files of every format are read or refused, and none takes long. */
class ImagesFuzzTest {
  private static final List<byte[]> FILES =
      Stream.concat(
              Stream.of("png", "jpeg", "gif", "bmp", "tiff").map(ImagesFuzzTest::encoded),
              TestPictures.WEBP.stream())
          .toList();

  private static byte[] encoded(String format) {
    BufferedImage picture = new BufferedImage(30, 40, BufferedImage.TYPE_INT_RGB);
    picture.createGraphics().fillRect(10, 5, 8, 30);
    try {
      return TestPictures.encoded(picture, format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Arbitraries.of(FILES).flatMap(file -> Mutation.of(file, Mutation.numbers()));
  }

  @Property
  void readsOrRefusesADamagedFile(@ForAll("damaged") byte[] file) {
    Survival.accepts(() -> read(file));
  }

  private static void read(byte[] file) {
    try {
      DecodedImage picture = Images.decode(file);
      assertThat(picture.pixels().getWidth()).isBetween(1, Images.WHOLE_SIDE);
      assertThat(picture.pixels().getWidth()).isLessThanOrEqualTo(picture.width());
    } catch (ImageException e) {
      assertThat(e).hasMessageNotContaining("\n");
      throw e;
    }
  }
}
