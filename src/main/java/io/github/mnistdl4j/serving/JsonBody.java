package io.github.mnistdl4j.serving;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.apache.commons.io.function.IOConsumer;

/** A request's JSON, read from its start to its end; errors name the place where they are. */
final class JsonBody {
  /** Names of members are as long as the client likes. */
  private static final int LONGEST_PLACE = 80;

  private final JsonReader json;

  /** Creates a reader of the first bytes of a body. */
  JsonBody(byte[] body, int length) {
    json =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(body, 0, length), StandardCharsets.UTF_8.newDecoder()));
    json.setStrictness(Strictness.STRICT);
  }

  /**
   * Reads the whole body, which is an object.
   *
   * @param member reads the value of a member, given its name
   * @throws RequestException if it is not, or no JSON
   */
  void read(IOConsumer<String> member) {
    try {
      object(member);
      expect(JsonToken.END_DOCUMENT);
    } catch (EOFException e) {
      throw RequestException.badRequest("the body is not JSON: it ends at %s", place());
    } catch (CharacterCodingException e) {
      throw RequestException.badRequest(
          "the body is not UTF-8, after %s; binary data needs the header %s",
          place(), BinaryData.HEADER);
    } catch (IOException e) {
      throw RequestException.badRequest("the body is not JSON at %s", place());
    }
  }

  /**
   * Reads an object; a member that is given twice is an error, one that is null counts as left out.
   *
   * @param member reads the value of a member, given its name
   */
  void object(IOConsumer<String> member) throws IOException {
    expect(JsonToken.BEGIN_OBJECT);
    Set<String> seen = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!seen.add(name)) {
        throw RequestException.badRequest("%s is given twice", place());
      }
      if (json.peek() == JsonToken.NULL) {
        json.nextNull();
      } else {
        member.accept(name);
      }
    }
    json.endObject();
  }

  /** Reads a list, each item given its place. */
  void list(IOConsumer<String> item) throws IOException {
    expect(JsonToken.BEGIN_ARRAY);
    json.beginArray();
    while (json.hasNext()) {
      item.accept(place());
    }
    json.endArray();
  }

  /** Reads a list of numbers, or of lists of numbers, each as a {@code float}. */
  void numbers(DoubleConsumer numbers) throws IOException {
    expect(JsonToken.BEGIN_ARRAY);
    int depth = 0;
    do {
      switch (json.peek()) {
        case BEGIN_ARRAY -> {
          json.beginArray();
          depth++;
        }
        case END_ARRAY -> {
          json.endArray();
          depth--;
        }
        case NUMBER -> numbers.accept(number());
        default -> expect(JsonToken.NUMBER);
      }
    } while (depth > 0);
  }

  private float number() throws IOException {
    try {
      return (float) json.nextDouble();
    } catch (MalformedJsonException e) { // Gson's word for infinity, though it is JSON
      throw RequestException.badRequest("%s is larger than any number of 64 bits", place());
    }
  }

  /** Reads a text, which must be one that can be sent back: Unicode without lone surrogates. */
  String string() throws IOException {
    expect(JsonToken.STRING);
    String text = json.nextString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw RequestException.badRequest(
          "%s has half of a surrogate pair: \\ud800 to \\udfff stand in pairs only", place());
    }
    return text;
  }

  boolean bool() throws IOException {
    expect(JsonToken.BOOLEAN);
    return json.nextBoolean();
  }

  /** Skips the value of a parameter that is not for this server. */
  void skipParameter() throws IOException {
    switch (json.peek()) {
      case STRING, NUMBER, BOOLEAN -> json.skipValue();
      default ->
          throw RequestException.badRequest(
              "%s must be a string, a number, true or false, but is %s",
              place(), words(json.peek()));
    }
  }

  /** Reads a whole number; Gson itself takes 2^63 for 2^63 - 1. */
  long whole() throws IOException {
    expect(JsonToken.NUMBER);
    String place = place();
    try {
      return new BigDecimal(json.nextString()).longValueExact();
    } catch (NumberFormatException | ArithmeticException e) {
      throw RequestException.badRequest(
          "%s must be a whole number of at most %d", place, Long.MAX_VALUE);
    }
  }

  void skip() throws IOException {
    json.skipValue();
  }

  /** Returns where the reader is, such as {@code inputs[0].data[3]}. */
  String place() {
    String path = json.getPath().substring(1); // without its $
    String place = path.startsWith(".") ? path.substring(1) : path;
    return place.isEmpty()
        ? "the top level"
        : place.substring(0, Math.min(place.length(), LONGEST_PLACE));
  }

  private void expect(JsonToken token) throws IOException {
    JsonToken found = json.peek();
    if (found != token) {
      throw RequestException.badRequest(
          "%s must be %s, but is %s", place(), words(token), words(found));
    }
  }

  private static String words(JsonToken token) {
    return switch (token) {
      case BEGIN_OBJECT -> "an object";
      case BEGIN_ARRAY -> "a list";
      case END_DOCUMENT -> "the end";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> token.name().toLowerCase(Locale.ROOT);
    };
  }
}
