package io.github.mnistdl4j.config.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML strictly: every key known, typed and in range, and all problems reported at once.
 *
 * <p>{@code type} is the record that the file is read as; {@code overrides} replace values of the
 * file, each {@code path.to.key=value}. All methods throw {@link InvalidConfigException} if the
 * file cannot be read or anything in it is not allowed.
 */
public final class ConfigLoader {
  /** Far more than any configuration has, and little enough to read in one piece. */
  private static final int MAX_BYTES = 1_000_000;

  private ConfigLoader() {}

  /** Reads a file. */
  public static <T extends Record> T load(Class<T> type, Path file, List<String> overrides) {
    return parse(type, text(file), file.toString(), overrides);
  }

  /**
   * Reads a text; an empty one gives the defaults.
   *
   * @param source what messages call the text
   */
  public static <T extends Record> T parse(
      Class<T> type, String yaml, String source, List<String> overrides) {
    return read(type, YamlParser.parse(yaml, source), source, overrides);
  }

  /** Reads a configuration that is one member of a larger JSON or YAML file. */
  public static <T extends Record> T loadMember(
      Class<T> type, Path file, String member, List<String> overrides) {
    String source = file.toString();
    return Optional.of(YamlParser.parse(text(file), source))
        .filter(MappingNode.class::isInstance)
        .flatMap(root -> YamlTree.child((MappingNode) root, member))
        .map(config -> read(type, config, source, overrides))
        .orElseThrow(
            () -> new InvalidConfigException(file, "has no configuration: no key " + member));
  }

  /** Returns a configuration with other values. */
  public static <T extends Record> T with(T config, List<String> overrides) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) config.getClass();
    return read(type, ConfigWriter.node(config), "configuration", overrides);
  }

  private static <T extends Record> T read(
      Class<T> type, Node given, String source, List<String> overrides) {
    Node root = given;
    for (String override : overrides) {
      root = YamlTree.with(root, override, type);
    }
    LocatedProblems problems = new LocatedProblems(source);
    problems.locate("", root);
    @Nullable Object config = new ConfigReader(problems, type).readRecord(type, root, "");
    List<String> found = problems.inOrder();
    if (config != null && found.isEmpty()) {
      return type.cast(config);
    }
    throw new InvalidConfigException(source, found);
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InvalidConfigException(
            file, "is larger than 1 MB; name a YAML file with --config");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new InvalidConfigException(file, "does not exist; name a file with --config");
    } catch (CharacterCodingException e) {
      throw new InvalidConfigException(file, "is not text in UTF-8; save it in that encoding");
    } catch (IOException e) {
      String found = Files.isDirectory(file) ? "is a directory" : "cannot be read (" + e + ")";
      throw new InvalidConfigException(file, found + "; name a YAML file with --config");
    }
  }
}
