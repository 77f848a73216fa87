package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.util.Map;
import java.util.Optional;

/**
 * The images that a network takes.
 *
 * @param pixels how they are scaled, which models of this project say
 */
record Dl4jInput(int height, int width, Optional<PixelScale> pixels) {

  /**
   * Returns them: as a model of this project says, as a preprocessor before the first layer does,
   * or a square of the first layer's inputs, or else a row.
   *
   * @param own what a model of this project says of its images
   * @throws InteropException if there is a preprocessor that does more than line pixels up
   */
  static Dl4jInput of(JsonFields network, JsonFields own, PlannedDense first) {
    Optional<PixelScale> pixels =
        own.text("scale").filter("1/255"::equals).map(scale -> PixelScale.UNIT);
    Dl4jInput found = square(first.inputs(), pixels);
    for (Map.Entry<String, JsonElement> each :
        network.fields("inputPreProcessors").object().entrySet()) {
      found = preprocessed(first, each.getKey(), each.getValue(), pixels);
    }
    Dl4jInput said =
        new Dl4jInput((int) own.number("height", 0), (int) own.number("width", 0), pixels);
    return said.fits(first) ? said : found;
  }

  private static Dl4jInput square(int inputs, Optional<PixelScale> pixels) {
    int side = (int) Math.round(Math.sqrt(inputs));
    return side * side == inputs
        ? new Dl4jInput(side, side, pixels)
        : new Dl4jInput(1, inputs, pixels);
  }

  private static Dl4jInput preprocessed(
      PlannedDense first, String layer, JsonElement element, Optional<PixelScale> pixels) {
    TypedFields type = TypedFields.of(element, first.layer().file().toString());
    JsonFields fields = type.fields();
    Dl4jInput image =
        new Dl4jInput(
            (int) fields.number("inputHeight", 0), (int) fields.number("inputWidth", 0), pixels);
    if (!layer.equals("0")
        || !type.name("preprocessor").equals("cnntofeedforward")
        || fields.number("numChannels", 1) != 1
        || !image.fits(first)) {
      throw new InteropException(
          "%s: the input preprocessor %s before layer %s cannot be taken: there is only CnnToFeedForwardPreProcessor of grey images, before the first."
              .formatted(
                  first.layer().file(),
                  InteropException.printable(type.kind()),
                  InteropException.printable(
                      layer.matches("\\d{1,4}") ? "" + (Integer.parseInt(layer) + 1) : layer)));
    }
    return image;
  }

  private boolean fits(PlannedDense first) {
    return height > 0 && width > 0 && (long) height * width == first.inputs();
  }
}
