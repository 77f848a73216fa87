package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.PredictionFormat.Picture;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Reading;
import io.github.mnistdl4j.prediction.SomePrediction;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PredictionFormatTest {
  private static final DatasetInfo TOOLS =
      new DatasetInfo(9, 12, List.of("saw", "\"file\", flat", "hammer"), Preparation.PLAIN);
  private static final Reading FILE = Reading.of(SomePrediction.of(TOOLS, 1));
  private static final Reading SEVEN = Reading.of(SomePrediction.of(DatasetInfo.MNIST, 7));
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
  void numbersKagglesImagesFromOne() {
    assertThat(PredictionFormat.KAGGLE.header(DatasetInfo.MNIST)).isEqualTo("ImageId,Label");
    assertThat(PredictionFormat.KAGGLE.line(FOURTH, SEVEN)).isEqualTo("4,7");
    assertThat(PredictionFormat.KAGGLE.line(FOURTH, FILE)).isEqualTo("4,\"\"\"file\"\", flat\"");
  }
}
