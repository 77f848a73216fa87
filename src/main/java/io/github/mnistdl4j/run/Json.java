package io.github.mnistdl4j.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records as JSON files, a member a component. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Json() {}

  static void write(Path file, Record content) {
    AtomicFile.write(file, GSON.toJson(content) + "\n");
  }

  /** Reads a file back; empty if it does not exist, cannot be read or is not what was written. */
  static <T extends Record> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), type))
          .filter(Json::isComplete);
    } catch (IOException | RuntimeException e) { // records may reject what Gson gives them
      return Optional.empty();
    }
  }

  /** Gson leaves a component null whose member is missing. */
  private static boolean isComplete(Object value) {
    return !(value instanceof Record content)
        || Arrays.stream(content.getClass().getRecordComponents())
            .map(component -> component(content, component))
            .allMatch(part -> part != null && isComplete(part));
  }

  private static @Nullable Object component(Record content, RecordComponent component) {
    try {
      return component.getAccessor().invoke(content);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
