package io.github.mnistdl4j.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes records as JSON, one member per component; an empty Optional is null. */
final class Json {
  /** More than any record has: the confusion matrix of 1,000 classes takes 12 MB. */
  private static final long MAX_BYTES = 32_000_000;

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeHierarchyAdapter(Optional.class, new OptionalValues())
          .create();

  /**
   * An optional value in JSON: the value itself, or null, which Gson leaves as it is on reading.
   */
  static final class OptionalValues
      implements JsonSerializer<Optional<?>>, JsonDeserializer<Optional<?>> {
    @Override
    public JsonElement serialize(Optional<?> value, Type type, JsonSerializationContext context) {
      return context.serialize(value.orElse(null));
    }

    @Override
    public Optional<?> deserialize(
        JsonElement json, Type type, JsonDeserializationContext context) {
      Type content = ((ParameterizedType) type).getActualTypeArguments()[0];
      return Optional.of(context.<Object>deserialize(json, content));
    }
  }

  private Json() {}

  static void write(Path file, Record content) {
    RunFiles.write(file, GSON.toJson(content) + "\n");
  }

  /** Returns texts as a JSON array. */
  static String list(List<String> texts) {
    return GSON.toJson(texts);
  }

  /** Returns maps, lists, numbers, booleans, text and null as a JSON object. */
  static JsonObject tree(Map<String, @Nullable Object> content) {
    return GSON.toJsonTree(content).getAsJsonObject();
  }

  /** Reads a file back; empty if it does not exist, cannot be read or is not what was written. */
  static <T extends Record> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(require(file, type));
    } catch (RunException e) {
      return Optional.empty();
    }
  }

  /** Reads a file back as {@link #read} does, but throws a RunException that says why it cannot. */
  static <T extends Record> T require(Path file, Class<T> type) {
    @Nullable T content;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new RunException(
            "%s is larger than 32 MB: it is no record of a run.".formatted(file));
      }
      content = GSON.fromJson(Files.readString(file), type);
    } catch (CharacterCodingException e) {
      throw new RunException("%s is damaged: it is not text in UTF-8.".formatted(file), e);
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    } catch (RuntimeException e) { // records may reject what Gson gives them
      throw damaged(file, reason(e));
    }
    if (content == null) {
      throw damaged(file, "it is empty");
    }
    List<String> missing = missing(content, "").toList();
    if (!missing.isEmpty()) {
      throw damaged(file, "it lacks " + String.join(", ", missing));
    }
    return content;
  }

  private static RunException damaged(Path file, String reason) {
    String message = "%s is damaged or was not written by this program: %s.";
    return new RunException(message.formatted(file, reason));
  }

  /** Returns Gson's own words and the place, without its classes and its advice to programmers. */
  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).replaceFirst("(?s)\nSee http.*", "");
    String words =
        message
            .replaceFirst("^(\\w+\\.)+\\w+Exception: ", "")
            .replaceFirst("Use JsonReader\\S+ to accept malformed JSON", "not JSON");
    return "%.200s".formatted(words.replaceAll("\\p{Cntrl}", "?"));
  }

  /**
   * Returns the names of missing members, of those that may not be null: Gson leaves their
   * components null.
   */
  private static Stream<String> missing(Record content, String path) {
    return Arrays.stream(content.getClass().getRecordComponents())
        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .flatMap(component -> missing(component(content, component), path + component.getName()));
  }

  private static Stream<String> missing(@Nullable Object value, String path) {
    if (value instanceof Optional<?> optional) {
      return optional.stream().flatMap(present -> missing(present, path));
    }
    if (value instanceof Record record) {
      return missing(record, path + ".");
    }
    return value == null ? Stream.of(path) : Stream.empty();
  }

  private static @Nullable Object component(Record content, RecordComponent component) {
    try {
      return component.getAccessor().invoke(content);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
