package io.github.mnistdl4j.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Snapshot;
import io.github.mnistdl4j.training.TrainingState;
import io.github.mnistdl4j.training.TrainingState.Progress;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A training's state in a file: a magic number, the length of the header, the header in JSON, the
 * numbers as little-endian float32 (parameters and optimizer's state now, then those of the last
 * complete epoch and of the best, each set once), and CRC-32C of everything before it.
 */
final class CheckpointFile {
  private static final long MAGIC = 0x4d4e4953542d4332L; // "MNIST-C2"

  /** Bytes written at once: so few stay in cache and leave memory bandwidth to training. */
  private static final int PIECE = 1 << 18;

  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeHierarchyAdapter(Optional.class, new Json.OptionalValues())
          .setFieldNamingStrategy(
              field -> field.getType() == Duration.class ? "nanos" : field.getName())
          .registerTypeAdapter(
              Duration.class,
              (JsonSerializer<Duration>) (time, type, json) -> new JsonPrimitive(time.toNanos()))
          .registerTypeAdapter(
              Duration.class,
              (JsonDeserializer<Duration>) (json, type, all) -> Duration.ofNanos(json.getAsLong()))
          .create();

  private record Header(
      String identity,
      int parameters,
      int updaterState,
      int iterations,
      int lastGoodIterations,
      @Nullable Integer bestIterations,
      Progress pass,
      List<EpochResult> epochs) {}

  /** Thrown if a file cannot be read; the message says which and why. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  private CheckpointFile() {}

  /**
   * Writes a state.
   *
   * @param temporary a file that is overwritten first, where it is there
   * @param identity hash of what must be the same to resume from it
   * @throws RunException if it cannot be written
   */
  static void write(Path file, Path temporary, TrainingState state, String identity) {
    Snapshot now = state.network();
    Header header =
        new Header(
            identity,
            now.parameters().length,
            now.updaterState().length,
            now.iterations(),
            state.lastGood().iterations(),
            state.best().map(Snapshot::iterations).orElse(null),
            state.pass(),
            state.epochs());
    byte[] json = GSON.toJson(header).getBytes(StandardCharsets.UTF_8);
    Map<Integer, Snapshot> all = new LinkedHashMap<>();
    Stream.concat(Stream.of(now, state.lastGood()), state.best().stream())
        .forEach(snapshot -> all.putIfAbsent(snapshot.iterations(), snapshot));
    RunFiles.write(
        file,
        temporary,
        out -> {
          CRC32C checksum = new CRC32C();
          DataOutputStream data = new DataOutputStream(new CheckedOutputStream(out, checksum));
          data.writeLong(MAGIC);
          data.writeInt(json.length);
          data.write(json);
          for (Snapshot snapshot : all.values()) {
            write(data, snapshot);
          }
          data.writeLong(checksum.getValue());
        });
  }

  private static void write(OutputStream out, Snapshot snapshot) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] numbers : List.of(snapshot.parameters(), snapshot.updaterState())) {
      for (int from = 0; from < numbers.length; from += PIECE / 4) {
        int count = Math.min(PIECE / 4, numbers.length - from);
        piece.asFloatBuffer().put(numbers, from, count);
        out.write(piece.array(), 0, 4 * count);
      }
    }
  }

  /**
   * Reads a state back.
   *
   * @throws DamagedException if it cannot be read, whatever the reason
   * @throws RunException if it has another identity
   */
  static TrainingState read(Path file, String identity) throws DamagedException {
    try {
      byte[] content = Files.readAllBytes(file);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      if (content.length < 20
          || bytes.getLong() != MAGIC
          || bytes.getLong(content.length - 8) != checksum(content, content.length - 8)) {
        throw new DamagedException("The checkpoint %s is damaged or cut off.".formatted(file));
      }
      byte[] json = new byte[bytes.getInt()];
      bytes.get(json);
      Header header = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Header.class);
      if (!header.identity().equals(identity)) {
        throw new RunException(
            "The checkpoint %s is of another training: of other images, another configuration or another version of this program. Train a new run."
                .formatted(file));
      }
      return state(header, bytes);
    } catch (IOException e) {
      throw new DamagedException(RunException.cannotRead(file, e).getMessage());
    } catch (JsonParseException | BufferUnderflowException | NegativeArraySizeException e) {
      throw new DamagedException("The checkpoint %s is damaged.".formatted(file));
    }
  }

  private static TrainingState state(Header header, ByteBuffer bytes) {
    Map<Integer, Snapshot> all = new HashMap<>();
    IntFunction<Snapshot> next =
        iterations -> all.computeIfAbsent(iterations, key -> get(bytes, header, key));
    return new TrainingState(
        next.apply(header.iterations()),
        next.apply(header.lastGoodIterations()),
        Optional.ofNullable(header.bestIterations()).map(next::apply),
        header.epochs(),
        header.pass());
  }

  private static Snapshot get(ByteBuffer bytes, Header header, int iterations) {
    return new Snapshot(
        floats(bytes, header.parameters()), floats(bytes, header.updaterState()), iterations);
  }

  private static float[] floats(ByteBuffer bytes, int length) {
    float[] numbers = new float[length];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    bytes.position(bytes.position() + 4 * length);
    return numbers;
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
