package io.github.mnistdl4j.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mnistdl4j.config.binding.ConfigReader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.config.binding.LocatedProblems;
import io.github.mnistdl4j.config.binding.YamlParser;
import io.github.mnistdl4j.config.binding.YamlTree;
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

/** Reads the YAML file strictly: every key known, typed and in range, all problems at once. */
public final class ConfigLoader {
  /** Far more than any configuration has, and little enough to read in one piece. */
  private static final int MAX_BYTES = 1_000_000;

  private ConfigLoader() {}

  /**
   * Reads a file.
   *
   * @param overrides values that replace the file's, each {@code path.to.key=value}
   * @throws InvalidConfigException if the file cannot be read or anything in it is not allowed
   */
  public static RunConfig load(Path file, List<String> overrides) {
    return parse(text(file), file.toString(), overrides);
  }

  /**
   * Reads a YAML text; an empty one gives the defaults.
   *
   * @param source what messages call the text
   * @throws InvalidConfigException if anything in it is not allowed
   */
  public static RunConfig parse(String yaml, String source, List<String> overrides) {
    return read(RunConfig.class, YamlParser.parse(yaml, source), source, overrides);
  }

  /**
   * Reads what a sweep is made from.
   *
   * @param overrides values that replace the file's, as for {@link #load}
   * @throws InvalidConfigException if the file cannot be read or anything in it is not allowed
   */
  public static SweepConfig loadSweep(Path file, List<String> overrides) {
    return parseSweep(text(file), file.toString(), overrides);
  }

  static SweepConfig parseSweep(String yaml, String source, List<String> overrides) {
    return read(SweepConfig.class, YamlParser.parse(yaml, source), source, overrides);
  }

  /**
   * Reads a configuration that is one value of a larger JSON or YAML file.
   *
   * @param member its key
   * @param overrides values that replace the file's, as for {@link #load}
   * @throws InvalidConfigException if it cannot be read or anything in it is not allowed
   */
  public static RunConfig loadMember(Path file, String member, List<String> overrides) {
    String source = file.toString();
    Node root = YamlParser.parse(text(file), source);
    return (root instanceof MappingNode section
            ? YamlTree.child(section, member)
            : Optional.<Node>empty())
        .map(config -> read(RunConfig.class, config, source, overrides))
        .orElseThrow(
            () -> new InvalidConfigException(file, "has no configuration: no key " + member));
  }

  private static <T extends Record> T read(
      Class<T> type, Node given, String source, List<String> overrides) {
    Node root = withOverrides(given, overrides);
    LocatedProblems problems = new LocatedProblems(source);
    problems.locate("", root);
    @Nullable Object config = new ConfigReader(problems).readRecord(type, root, "");
    if (config != null && problems.isEmpty()) {
      return type.cast(config);
    }
    throw new InvalidConfigException(source, problems.inOrder());
  }

  private static Node withOverrides(Node root, List<String> overrides) {
    Node changed = root;
    for (String override : overrides) {
      Node defaults = YamlParser.parse(ConfigWriter.write(RunConfig.defaults()), "default");
      changed = YamlTree.with(changed, override, defaults);
    }
    return changed;
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
