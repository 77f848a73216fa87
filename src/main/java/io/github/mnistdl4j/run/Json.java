package io.github.mnistdl4j.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Records as JSON files, a member a component. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Json() {}

  static void write(Path file, Record content) {
    AtomicFile.write(file, GSON.toJson(content) + "\n");
  }

  /** Reads a file back; empty if it does not exist or is not what was written. */
  static <T extends Record> Optional<T> read(Path file, Class<T> type) {
    try {
      return Files.exists(file)
          ? Optional.ofNullable(GSON.fromJson(Files.readString(file), type))
          : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }
}
