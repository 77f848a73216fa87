package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.run.SmallDigits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on classes that are no digits, and on images that are not square. */
class ReportOfClassesTest {
  private static final String FILE = "file <&> \"flat\"";

  /** One network without hidden units: after little training it is often wrong. */
  private static final String ONE_LAYER = "network.layers=[{activation: softmax}]";

  @TempDir private Path runs;

  private Markup report(DatasetInfo images, String... overrides) throws Exception {
    SmallRun run = SmallRun.train(runs, "a", images, overrides);
    Markup page = run.report();
    if (System.getProperty("pages") != null) { // to be looked at
      String html = RunReport.of(run.run(), new Findings(run.inspection(), List.of())).html();
      Files.writeString(
          Path.of(System.getProperty("pages"), images.classes().size() + ".html"), html);
    }
    return page;
  }

  @Test
  void namesTheClassesOfAThreeClassSet() throws Exception {
    Markup page =
        report(SmallDigits.TOOLS, ONE_LAYER, "training.epochs=1", "training.batch-size=600");
    assertThat(page.texts("//table[@class='heat']//th"))
        .containsExactly("saw", FILE, "hammer", "saw", FILE, "hammer");
    assertThat(page.texts("//section[@id='classes']//tbody//th"))
        .containsExactly("saw", FILE, "hammer");
    assertThat(page.texts("//section[@id='units']//figcaption"))
        .containsExactly("saw", FILE, "hammer");
    assertThat(page.texts("//section[@id='units']/p"))
        .first()
        .asString()
        .contains("over the 12 × 9 pixels");
    assertThat(page.texts("//section[@id='units']//img/@width")).containsOnly("54");
    assertThat(page.texts("//section[@id='units']//img/@height")).containsOnly("72");
    assertThat(page.texts("//figure[@class='card']/img/@width")).isNotEmpty().containsOnly("63");
    assertThat(page.texts("//figure[@class='card']/img/@height")).containsOnly("84");
    assertThat(page.texts("//figure[@class='card']/img/@alt"))
        .isNotEmpty()
        .allMatch(alt -> alt.matches("Test image \\d+: (saw|file <&> \"flat\"|hammer)"));
    assertThat(page.texts("//figure[@class='card']//rect")).hasSizeGreaterThan(3);
    assertThat(page.texts("//figure[@class='card'][1]/*[@class='lying']/text"))
        .containsExactlyInAnyOrder("saw", FILE, "hammer");
    assertThat(page.texts("//section[@id='confusion']//li"))
        .isNotEmpty()
        .allMatch(line -> line.matches("\\d+ × .*, taken for .*"));
    assertThat(page.document().getDocumentElement().getTextContent())
        .doesNotContain("called a 3", "for 0 to 9");
  }

  @Test
  void showsTheMatrixOf26Letters() throws Exception {
    Markup page = report(SmallDigits.LETTERS, "training.epochs=1");
    assertThat(page.texts("//table[@class='heat']//td[contains(@style, '--heat')]"))
        .hasSize(26 * 26);
    assertThat(page.texts("//table[@class='heat']/@style"))
        .containsExactly("--columns:26;--name:1ch");
    assertThat(page.texts("//figure[@class='card'][1]//rect")).hasSize(4);
    assertThat(page.texts("//section[@id='mistakes']/p"))
        .first()
        .asString()
        .contains("for the truth and the likeliest classes");
  }

  @Test
  void turnsLongNamesAboveTheMatrix() throws Exception {
    List<String> names = DatasetName.FASHION_MNIST.classes().orElseThrow();
    Markup page = report(new DatasetInfo(28, 28, names, Preparation.DIGITS), "training.epochs=1");
    assertThat(page.texts("//table[@class='heat']//th[@class='upright']"))
        .containsExactlyElementsOf(names);
    assertThat(page.texts("//table[@class='heat']/@style"))
        .containsExactly("--columns:10;--name:11ch");
    assertThat(page.texts("//figure[@class='card'][1]/svg/text")).hasSize(4);
    assertThat(page.texts("//section[@id='classes']//tbody//th")).isEqualTo(names);
  }

  @Test
  void showsAThousandClassesOnAPageOfOrdinarySize() throws Exception {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
    DatasetInfo images = new DatasetInfo(32, 32, names, Preparation.PLAIN);
    SmallRun run = SmallRun.train(runs, "a", images, "training.epochs=1");
    String html = RunReport.of(run.run(), new Findings(run.inspection(), List.of())).html();
    assertThat(html.length()).isLessThan(1_000_000);
    Markup page = Markup.of(html);
    assertThat(page.texts("//table[@class='heat']")).isEmpty();
    assertThat(page.texts("//section[@id='confusion']/p"))
        .containsExactly(
            "A matrix of 1,000 classes does not fit on a page; evaluation.json has it.");
    assertThat(page.texts("//section[@id='confusion']//li")).hasSize(25);
    assertThat(page.texts("//section[@id='classes']//tbody/tr")).hasSize(50);
    assertThat(page.texts("//section[@id='classes']/p"))
        .first()
        .asString()
        .endsWith("Of 1,000 classes these are the ones with the lowest F1.");
  }

  @Test
  void comparesRunsOfOtherClassesByTheirNames() {
    SmallRun tools = SmallRun.train(runs, "a", SmallDigits.TOOLS, ONE_LAYER);
    DatasetInfo other = new DatasetInfo(9, 12, List.of("hammer", "axe"), Preparation.PLAIN);
    SmallRun axes = SmallRun.train(runs, "b", other, ONE_LAYER);
    Markup page = Markup.of(RunsReport.of(List.of(tools.run(), axes.run()), List.of(), List.of()));
    assertThat(page.texts("//section[@id='classes']//tbody//th"))
        .containsExactly("saw", FILE, "hammer", "axe");
    assertThat(page.texts("//section[@id='classes']//tr[th='axe']/td[1]")).containsExactly("");
    assertThat(page.texts("//section[@id='classes']//tr[th='axe']/td[2]"))
        .isNotEmpty()
        .allMatch(f1 -> f1.endsWith(" %"));
  }
}
