package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.nio.file.Path;
import java.util.List;

/**
 * A layer as Deeplearning4j describes it.
 *
 * @param file what messages call the file
 * @param number its place in the file, from 1
 * @param type its class, such as {@code DenseLayer}, and its settings
 * @param conf what stands around it: settings of the training
 */
record Dl4jLayer(Path file, int number, TypedFields type, JsonFields conf) {
  private static final List<String> OBJECTS = List.of("weightNoise", "constraints", "stepFunction");

  static Dl4jLayer of(Path file, int number, JsonElement element) {
    JsonFields conf = JsonFields.of(element, file.toString());
    return new Dl4jLayer(file, number, TypedFields.of(conf.get("layer"), file.toString()), conf);
  }

  /** Returns its class in small letters, such as {@code dense}. */
  String kind() {
    return type.name("layer");
  }

  JsonFields fields() {
    return type.fields();
  }

  /** Returns an error that names the layer and its place. */
  InteropException refused(String problem) {
    return new InteropException("%s: %s %s.".formatted(file, place(), problem));
  }

  /** Returns how notes call it. */
  String called() {
    return "L" + place().substring(1);
  }

  private String place() {
    String kind = InteropException.printable(type.kind());
    return fields()
        .text("layerName")
        .map(
            name ->
                "layer %d \"%s\" (%s)".formatted(number, InteropException.printable(name), kind))
        .orElseGet(() -> "layer %d (%s)".formatted(number, kind));
  }

  /** Returns the activation, the loss, or another object that was once only a name. */
  TypedFields object(String field, String olderField) {
    return fields().get(field).isJsonObject()
        ? TypedFields.of(fields().get(field), file.toString())
        : new TypedFields(
            fields().text(olderField).orElse("none"), JsonFields.of(fields().get(field), ""));
  }

  /** Notes what has a say in training alone, and cannot be taken over. */
  void noteWhatIsLeftOut(List<String> notes) {
    for (String field : OBJECTS) {
      boolean set = !fields().isNull(field) && !fields().get(field).equals(new JsonArray());
      if (set) {
        notes.add("%s has a %s, which is left out.".formatted(called(), field));
      }
    }
    noteUnless("None", fields(), "gradientNormalization", notes);
    noteUnless("None", conf, "learningRatePolicy", notes);
    noteUnless("STOCHASTIC_GRADIENT_DESCENT", conf, "optimizationAlgo", notes);
    if (conf.flag("useDropConnect", false)) {
      notes.add("%s drops connections (useDropConnect), which is left out.".formatted(called()));
    }
    if (!conf.flag("miniBatch", true)) {
      notes.add(
          "%s was trained on the sum of a batch's gradients (miniBatch false); here it is their mean."
              .formatted(called()));
    }
  }

  private void noteUnless(String usual, JsonFields from, String field, List<String> notes) {
    from.text(field)
        .filter(value -> !value.equals(usual))
        .ifPresent(
            value ->
                notes.add(
                    "%s was trained with %s %s, which is left out."
                        .formatted(called(), field, InteropException.printable(value))));
  }
}
