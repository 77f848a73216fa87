package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.PredictionFormat.Picture;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.SomePrediction;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PredictionFormatTest {
  private static final DatasetInfo TOOLS =
      new DatasetInfo(9, 12, List.of("saw", "\"file\", flat", "hammer"), Preparation.PLAIN);
  private static final Reading FILE = Reading.of(SomePrediction.of(TOOLS, 1));
  private static final Reading SEVEN = Reading.of(SomePrediction.of(DatasetInfo.MNIST, 7));
  private static final Reading NUMBER =
      new Reading(
          List.of(
              new Reading.Part(new Box(2, 1, 5, 8), SomePrediction.of(DatasetInfo.MNIST, 3), false),
              new Reading.Part(
                  new Box(9, 1, 5, 8), SomePrediction.of(DatasetInfo.MNIST, 7), false)),
          Optional.of(Rejection.TOO_SMALL));
  private static final Picture PICTURE = new Picture("37.png", OptionalLong.empty(), 4);
  private static final Picture FOURTH = new Picture("a.csv", OptionalLong.of(3), 4);

  @Test
  void namesTheClassInATableAsWideAsItsNames() {
    assertThat(PredictionFormat.TABLE.header(TOOLS)).isEqualTo("       label  probability  image");
    assertThat(PredictionFormat.TABLE.line(FOURTH, FILE))
        .isEqualTo("\"file\", flat     100.00 %  a.csv[3]");
  }

  @Test
  void keepsTheTableOfDigits() {
    assertThat(PredictionFormat.TABLE.header(DatasetInfo.MNIST))
        .isEqualTo("digit  probability  image");
    assertThat(PredictionFormat.TABLE.line(FOURTH, SEVEN))
        .isEqualTo("    7     100.00 %  a.csv[3]");
  }

  @Test
  void givesTheLabelBesideTheNumber() {
    assertThat(PredictionFormat.JSON.line(FOURTH, FILE))
        .startsWith(
            "{\"file\":\"a.csv\",\"index\":3,\"digit\":1,\"label\":\"\\\"file\\\", flat\",");
    assertThat(PredictionFormat.CSV.header(TOOLS))
        .isEqualTo("file,index,digit,label,probability,p0,p1,p2,rejected,error");
    assertThat(PredictionFormat.CSV.line(FOURTH, FILE))
        .isEqualTo("a.csv,3,1,\"\"\"file\"\", flat\",1.0,0.0,1.0,0.0,,");
    assertThat(PredictionFormat.CSV.problem("b", "is empty", TOOLS))
        .isEqualTo("b,,,,,,,,,is empty");
  }

  @Test
  void writesTheDigitsOfANumber() {
    assertThat(PredictionFormat.TABLE.line(PICTURE, NUMBER))
        .isEqualTo("   37     100.00 %  37.png (not sure: too small)");
    assertThat(PredictionFormat.JSON.line(PICTURE, NUMBER))
        .startsWith(
            "{\"file\":\"37.png\",\"label\":\"37\",\"probability\":1.0,\"parts\":[{\"digit\":3,")
        .contains("\"box\":{\"left\":9,\"top\":1,\"width\":5,\"height\":8}")
        .endsWith("}],\"rejected\":true,\"reason\":\"too small\"}");
    assertThat(PredictionFormat.CSV.line(PICTURE, NUMBER))
        .isEqualTo("37.png,,,37,1.0,,,,,,,,,,,too small,");
    assertThat(PredictionFormat.KAGGLE.line(PICTURE, NUMBER)).isEqualTo("4,37");
  }

  @Test
  void numbersKagglesImagesFromOne() {
    assertThat(PredictionFormat.KAGGLE.header(DatasetInfo.MNIST)).isEqualTo("ImageId,Label");
    assertThat(PredictionFormat.KAGGLE.line(FOURTH, SEVEN)).isEqualTo("4,7");
    assertThat(PredictionFormat.KAGGLE.line(FOURTH, FILE)).isEqualTo("4,\"\"\"file\"\", flat\"");
  }
}
