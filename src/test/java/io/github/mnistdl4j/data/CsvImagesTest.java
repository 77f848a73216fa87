package io.github.mnistdl4j.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.Preparation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of 4 × 4 pixels, whose first pixel is 9; a line of the file ends at a slash. */
class CsvImagesTest {
  private final List<String> notes = new ArrayList<>();

  private static final String PIXELS = "9" + ",0".repeat(15);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          P/P/                | 9
          3,P/4,P/            | 9
          P,3/P,4/            | 9
          3,P/                | 9
          3;P/4;P/            | 9
          h,a,b,c,d,e,f,g,i,j,k,l,m,n,o,label/P/ | 9
          label,h,a,b,c,d,e,f,g,i,j,k,l,m,n,o,p/P,3/ | 0
          class,h,a,b,c,d,e,f,g,i,j,k,l,m,n,o,p/3,P/ | 9
          h,a,b,c,d,e,f,g,i,j,k,l,m,n,o,p,target/P,cat/ | 9
          cat,P/dog,P/        | 9
          P,cat/P,dog/        | 9
          """)
  void findsThePixels(String file, int first) throws IOException {
    String text = file.replace("P", file.contains(";") ? PIXELS.replace(',', ';') : PIXELS);
    List<byte[]> images = read(text.replace("/", "\n"), 255);

    assertThat(images)
        .isNotEmpty()
        .allSatisfy(image -> assertThat(image[0]).isEqualTo((byte) first));
  }

  @Test
  void bringsPixelsToTheScaleOfTheTrainingImages() throws IOException {
    String text = "4" + ",0".repeat(14) + ",16";

    assertThat(read(text, 16).get(0)).startsWith(64, 0).endsWith(0, 255);
    assertThat(read("0.5" + ",0".repeat(15), 1).get(0)).startsWith(128, 0);
  }

  @Test
  void rejectsAnotherScale() {
    assertThatThrownBy(() -> read("0.5" + ",0".repeat(15), 255))
        .hasMessage("has '0.5' in line 1, column 1; a pixel must be 0 to 255");
    assertThatThrownBy(() -> read("17" + ",0".repeat(15), 16))
        .hasMessage("has '17' in line 1, column 1; a pixel must be 0 to 16");
  }

  @Test
  void saysThatItTakesTheFirstColumnIfFewLinesLeaveItOpen() throws IOException {
    assertThat(read("1," + PIXELS + "\n" + "0," + PIXELS + "\n", 255)).hasSize(2);
    assertThat(notes).isEmpty(); // the last column is the same in every line
    assertThat(read("1," + PIXELS + "\n", 255)).hasSize(1);
    assertThat(notes)
        .containsExactly("does not say where its label is: the first column is taken for it");
  }

  @Test
  void asksForAHeaderIfEitherEndMayBeTheLabel() {
    String text = (PIXELS + ",1\n" + "0" + PIXELS.substring(1) + ",2\n").repeat(10);

    assertThatThrownBy(() -> read(text, 255))
        .hasMessageContaining("has 17 columns, of which the first or the last may be a label");
  }

  @Test
  void givesTheImagesBeforeTheDamage() throws IOException {
    CsvImages images = images("3,%s\n4,%s\n\"5,0\n".formatted(PIXELS, PIXELS), 255);

    assertThat(images.next()).isPresent();
    assertThat(images.next()).isPresent();
    assertThatThrownBy(images::next).hasMessage("has a quote that is not closed in line 3");
  }

  @Test
  void readsMoreLinesThanItLooksAheadAt() throws IOException {
    assertThat(read("3,%s\n4,%s\n".formatted(PIXELS, PIXELS).repeat(150), 255)).hasSize(300);
  }

  @Test
  void rejectsAnotherNumberOfPixels() {
    assertThatThrownBy(() -> read("1,2,3\n", 255))
        .hasMessage("has 3 columns in line 1; an image has 16, or 17 with a label");
  }

  private CsvImages images(String text, int maximum) {
    DatasetInfo info = new DatasetInfo(4, 4, List.of("a", "b"), Preparation.PLAIN, maximum);
    return new CsvImages(new ByteArrayInputStream(text.getBytes(UTF_8)), info, notes::add);
  }

  private List<byte[]> read(String text, int maximum) throws IOException {
    CsvImages images = images(text, maximum);
    List<byte[]> all = new ArrayList<>();
    for (Optional<byte[]> image = images.next(); image.isPresent(); image = images.next()) {
      all.add(image.get());
    }
    return all;
  }
}
