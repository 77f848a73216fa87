package io.github.mnistdl4j.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
  record Layer(@Key(value = "", byDefault = "1") int units) {}

  record Net(
      @Key(value = "", byDefault = "1") int seed,
      @Key(value = "", byDefault = "[{units: 1}]") List<Layer> layers,
      @Key(value = "", byDefault = "2", affects = Affects.LENGTH) int epochs) {}

  record Disk(
      @Key(value = "", byDefault = "1", affects = Affects.PLACE) int folder,
      @Key(value = "", byDefault = "1") int size) {}

  record Inner(@Key("") Net net, @Key(value = "", affects = Affects.NOTHING) Disk diskCache) {}

  record Whole(Inner inner, @Key("") Disk disk) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESULT | net.seed, net.layers and disk.size",
        "PLACE  | disk.folder",
        "LENGTH | net.epochs",
        "NOTHING | disk-cache"
      })
  void namesSectionsThatAreMarkedAsAWhole(Affects what, String keys) {
    assertThat(Keys.affecting(Whole.class, what)).hasToString(keys);
  }

  @ParameterizedTest
  @CsvSource({
    "net.layers, true",
    "net.layers[0].units, true",
    "net.layers.0.units, true",
    "net.layer, false",
    "net.layers-more, false",
    "net, false",
    "units, false",
    "'', false"
  })
  void containWhatIsWithin(String key, boolean contained) {
    Keys keys = Keys.affecting(Whole.class, Affects.RESULT);
    assertThat(keys.contain(key)).isEqualTo(contained);
    assertThat(keys.areSetBy(" " + key + " = x=y")).isEqualTo(contained);
  }

  @Test
  void areResetWhereverTheyAre() {
    Whole changed =
        new Whole(new Inner(new Net(7, List.of(new Layer(7)), 7), new Disk(7, 7)), new Disk(7, 7));
    Whole usual =
        new Whole(new Inner(new Net(1, List.of(new Layer(1)), 2), new Disk(1, 1)), new Disk(1, 1));
    Whole expected =
        new Whole(new Inner(new Net(7, List.of(new Layer(7)), 2), new Disk(1, 1)), new Disk(1, 7));
    Keys keys = Keys.affecting(Whole.class, Affects.PLACE, Affects.LENGTH, Affects.NOTHING);
    assertThat(keys.reset(changed, usual)).isEqualTo(expected);
    assertThat(keys.othersThatDiffer(usual, changed))
        .containsExactly(
            "  net.seed: was 1, now 7%n".formatted(),
            "  net.layers[0].units: was 1, now 7%n".formatted(),
            "  disk.size: was 1, now 7%n".formatted());
  }
}
