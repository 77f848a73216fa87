package io.github.mnistdl4j.data.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeMorphologyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 00000 00000 00800 00000 00000 | 00000 00000 00800 00000 00000",
        "1    | 00000 00000 00800 00000 00000 | 00000 00800 08880 00800 00000",
        "0.5  | 00000 00000 00800 00000 00000 | 00000 00400 04840 00400 00000",
        "2    | 00000 00000 00800 00000 00000 | 00800 08880 88888 08880 00800",
        "1.25 | 00000 00000 00800 00000 00000 | 00200 02820 28882 02820 00200",
        "1    | 80000 00000 00000 00000 00008 | 88000 80000 00000 00008 00088",
        "-1   | 00800 08880 88888 08880 00800 | 00000 00800 08880 00800 00000",
        "-0.5 | 00000 88888 88888 88888 00000 | 00000 44444 88888 44444 00000",
        "-2   | 88888 88888 88888 88888 88888 | 88888 88888 88888 88888 88888",
        "-1   | 88888 88888 88088 88888 88888 | 88888 88088 80008 88088 88888"
      })
  void growsAndShrinksStrokes(float pixels, String before, String after) {
    float[] image = eighths(before);
    new StrokeMorphology(5, 5).change(image, pixels);
    assertThat(image).containsExactly(eighths(after));
  }

  private static float[] eighths(String rows) {
    String digits = rows.replace(" ", "");
    float[] image = new float[digits.length()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (digits.charAt(i) - '0') / 8f;
    }
    return image;
  }
}
