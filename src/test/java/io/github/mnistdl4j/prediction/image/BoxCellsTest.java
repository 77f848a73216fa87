package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.prediction.image.BoxCells.Space;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxCellsTest {
  private static final List<Box> CELLS = List.of(new Box(0, 0, 50, 80), new Box(50, 0, 50, 80));

  private static List<Fragment> joined(Fragment... ink) {
    return BoxCells.joined(List.of(ink), CELLS);
  }

  @Test
  void liesBetweenLinesThatAreApart() {
    List<Space> rows = List.of(new Space(0, 2), new Space(2, 76), new Space(78, 2));
    assertThat(BoxCells.between(List.of(new Space(0, 50), new Space(50, 52)), rows))
        .containsExactly(new Box(0, 2, 50, 76), new Box(50, 2, 52, 76));
  }

  @Test
  void isNotForNumbersNorIfALineIsMissing() {
    List<Space> rows = List.of(new Space(0, 80));
    assertThat(BoxCells.between(List.of(new Space(0, 110), new Space(110, 110)), rows)).isEmpty();
    assertThat(
            BoxCells.between(
                List.of(new Space(0, 50), new Space(50, 50), new Space(100, 99)), rows))
        .isEmpty();
  }

  @Test
  void joinsThePiecesOfADigit() {
    List<Fragment> digits =
        joined(
            Drawn.block(20, 20, 6, 6),
            Drawn.block(18, 34, 6, 7),
            Drawn.block(16, 50, 8, 10),
            Drawn.block(60, 10, 20, 50),
            Drawn.block(82, 10, 14, 6));
    assertThat(digits).extracting(Fragment::isWhole).containsExactly(true, true);
    assertThat(digits)
        .extracting(Fragment::box)
        .containsExactly(new Box(16, 20, 10, 40), new Box(60, 10, 36, 50));
  }

  @Test
  void leavesTwoDigitsInACellApart() {
    assertThat(joined(Drawn.block(5, 20, 10, 30), Drawn.block(25, 20, 10, 28)))
        .extracting(Fragment::isWhole)
        .containsExactly(false, false);
  }

  @Test
  void leavesDigitsThatTouchAcrossALineToBeCut() {
    assertThat(joined(Drawn.block(10, 20, 80, 40)))
        .extracting(Fragment::isWhole)
        .containsExactly(false);
  }

  @Test
  void takesWhatIsAlongLinesForTheirRest() {
    assertThat(joined(Drawn.block(10, 20, 20, 40), Drawn.block(0, 10, 2, 20)))
        .extracting(Fragment::box)
        .containsExactly(new Box(10, 20, 20, 40));
  }

  @Test
  void takesADigitOnceInBoxesThatAreInEachOther() {
    List<Box> cells = List.of(CELLS.get(0), new Box(1, 1, 48, 78), CELLS.get(1));
    assertThat(BoxCells.joined(List.of(Drawn.block(10, 20, 20, 40)), cells)).hasSize(1);
  }

  @Test
  void needsSeveral() {
    List<Fragment> ink = List.of(Drawn.block(20, 20, 6, 6));
    assertThat(BoxCells.joined(ink, CELLS.subList(0, 1))).isSameAs(ink);
  }
}
