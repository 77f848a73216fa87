package io.github.mnistdl4j.interop.dense;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A JSON object of a file, asked for what is expected in it.
 *
 * @param place where it stands, for messages
 */
public record JsonFields(JsonObject object, String place) {
  /**
   * Parses a text.
   *
   * @throws InteropException if it is not a JSON object, or nested without end
   */
  public static JsonFields parse(String text, String place) {
    try {
      return of(JsonParser.parseString(text), place);
    } catch (JsonParseException | NumberFormatException | StackOverflowError e) {
      throw new InteropException("%s is damaged: it is not JSON.".formatted(place), e);
    }
  }

  /** Returns the fields of an object; none of anything else. */
  public static JsonFields of(JsonElement element, String place) {
    return new JsonFields(element instanceof JsonObject found ? found : new JsonObject(), place);
  }

  /** Returns a field; JSON's null if it is missing. */
  public JsonElement get(String name) {
    return Objects.requireNonNullElse(object.get(name), JsonNull.INSTANCE);
  }

  /** Returns the fields of an object in a field; none if it is missing or anything else. */
  public JsonFields fields(String name) {
    return of(get(name), place);
  }

  /** Returns whether a field is missing or JSON's null. */
  public boolean isNull(String name) {
    return get(name).isJsonNull();
  }

  /** Returns a field's text; empty if it is anything else. */
  public Optional<String> text(String name) {
    return text(get(name));
  }

  /** Returns an element's text; empty if it is anything else. */
  public static Optional<String> text(JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isString()
        ? Optional.of(primitive.getAsString())
        : Optional.empty();
  }

  /** Returns whether a field is true; what it is otherwise if it is missing. */
  public boolean flag(String name, boolean otherwise) {
    if (get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    return otherwise;
  }

  /**
   * Returns a field's number; empty if it is anything else.
   *
   * @throws InteropException if it is too long for a number
   */
  public OptionalDouble number(String name) {
    return number(get(name));
  }

  /** Returns a field's number, or another one if it is none. */
  public double number(String name, double otherwise) {
    return number(name).orElse(otherwise);
  }

  /**
   * Returns the number, also NumPy's, which Keras until 2.1 wrote as {@code {"type": "ndarray",
   * "value": 0.1}}; empty for anything else.
   *
   * @throws InteropException if it is too long for a number
   */
  private OptionalDouble number(JsonElement element) {
    if (element instanceof JsonObject numpy && numpy.has("value")) {
      return number(numpy.get("value"));
    }
    if (!(element instanceof JsonPrimitive primitive)) {
      return OptionalDouble.empty();
    }
    if (!primitive.isNumber()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(primitive.getAsDouble());
    } catch (NumberFormatException e) {
      throw new InteropException(
          "%s is damaged: it has a number that is none.".formatted(place), e);
    }
  }

  /** Returns the texts of a list. */
  public List<String> texts(String name) {
    return list(name).stream().flatMap(each -> text(each).stream()).toList();
  }

  /** Returns a list; empty if the field is missing or no list. */
  public List<JsonElement> list(String name) {
    return get(name).isJsonArray() ? get(name).getAsJsonArray().asList() : List.of();
  }

  /** Returns the numbers of a number, a list or lists of lists, in order; others are left out. */
  public static double[] numbers(JsonElement element) {
    JsonFields whole = new JsonFields(new JsonObject(), "a list of numbers");
    return element.isJsonArray()
        ? element.getAsJsonArray().asList().stream()
            .flatMapToDouble(each -> Arrays.stream(numbers(each)))
            .toArray()
        : whole.number(element).stream().toArray();
  }

  /** Returns the whole numbers of a list, such as a shape; −1 for anything else, such as null. */
  public static List<Integer> shape(JsonElement element) {
    JsonFields whole = new JsonFields(new JsonObject(), "a shape");
    return element.isJsonArray()
        ? element.getAsJsonArray().asList().stream()
            .map(each -> (int) whole.number(each).orElse(-1))
            .toList()
        : List.of();
  }
}
