package io.github.mnistdl4j.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the YAML file strictly: every key known, typed and in range, all problems at once. */
public final class ConfigLoader {
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
    Node root = YamlTree.parse(yaml, source);
    for (String override : overrides) {
      root =
          YamlTree.with(
              root, override, YamlTree.parse(ConfigWriter.write(RunConfig.defaults()), "default"));
    }
    LocatedProblems problems = new LocatedProblems(source);
    @Nullable Object config = new ConfigReader(problems).readRecord(RunConfig.class, root, "");
    if (config instanceof RunConfig valid && problems.isEmpty()) {
      return valid;
    }
    throw new InvalidConfigException(source, problems.inOrder());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigException(file, "does not exist; name a file with --config");
    } catch (CharacterCodingException e) {
      throw new InvalidConfigException(file, "is not text in UTF-8; save it in that encoding");
    } catch (IOException e) {
      String found = Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e;
      throw new InvalidConfigException(file, found + "; name a YAML file with --config");
    }
  }
}
