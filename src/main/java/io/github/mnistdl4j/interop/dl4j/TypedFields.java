package io.github.mnistdl4j.interop.dl4j;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import io.github.mnistdl4j.interop.dense.JsonFields;
import java.util.Locale;
import java.util.Map;

/**
 * An object with the class that it is of, which is only a name here: nothing is loaded.
 *
 * @param kind the class without its package if it is Deeplearning4j's, or an older file's short
 *     name for it; {@code none} if the file says nothing
 */
record TypedFields(String kind, JsonFields fields) {
  /**
   * Reads {@code {"@class": "org.deeplearning4j.….DenseLayer", …}}, and what was written until
   * 1.0.0-beta2, {@code {"dense": {…}}}.
   */
  static TypedFields of(JsonElement element, String place) {
    JsonFields object = JsonFields.of(element, place);
    if (!object.isNull("@class")) {
      return new TypedFields(shortName(object.text("@class").orElse("?")), object);
    }
    if (object.object().size() == 1) {
      Map.Entry<String, JsonElement> only = object.object().entrySet().iterator().next();
      return new TypedFields(only.getKey(), JsonFields.of(only.getValue(), place));
    }
    return new TypedFields("none", JsonFields.of(JsonNull.INSTANCE, place));
  }

  private static String shortName(String type) {
    boolean known = type.startsWith("org.deeplearning4j.nn.") || type.startsWith("org.nd4j.");
    return known ? type.substring(type.lastIndexOf('.') + 1) : type;
  }

  /** Returns the kind in small letters, without what all names of its sort begin or end with. */
  String name(String affix) {
    String name = kind.toLowerCase(Locale.ROOT).replace("_", "");
    if (name.startsWith(affix) && name.length() > affix.length()) {
      return name.substring(affix.length());
    }
    return name.endsWith(affix) && name.length() > affix.length()
        ? name.substring(0, name.length() - affix.length())
        : name;
  }
}
