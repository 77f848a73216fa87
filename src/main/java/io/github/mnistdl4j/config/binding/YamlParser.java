package io.github.mnistdl4j.config.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns a text into YAML nodes, whose meaning is not known yet. */
public final class YamlParser {
  private YamlParser() {}

  /**
   * Parses a text; an empty one is an empty section.
   *
   * @param source what messages call the text
   * @throws InvalidConfigException if it is not YAML
   */
  public static Node parse(String yaml, String source) {
    try {
      return new Compose(LoadSettings.builder().setLabel(source).build())
          .composeString(yaml)
          .orElseGet(YamlParser::emptySection);
    } catch (MarkedYamlEngineException e) {
      String advice = "; check indentation, brackets and quotes";
      String explanation = "%.300s".formatted(explanation(e));
      throw notYaml(source, line(e.getProblemMark()), explanation + advice);
    } catch (ReaderException e) {
      long breaks = yaml.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      String character = "it contains the control character U+%04X".formatted(e.getCodePoint());
      throw notYaml(source, "line %d: ".formatted(breaks + 1), character);
    } catch (YamlEngineException e) {
      throw notYaml(source, "", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Escapes from the parser for "\\UFFFFFFFF".
      throw notYaml(source, "", "a \\U in double quotes names no character");
    } catch (StackOverflowError e) {
      // The parser calls itself for each level and has no limit of its own.
      throw notYaml(source, "", "it is nested too deeply");
    }
  }

  /** Returns a node's content: maps, lists, numbers, booleans, text and null. */
  static @Nullable Object tree(Node node) {
    return new StandardConstructor(LoadSettings.builder().build())
        .constructSingleDocument(Optional.of(node));
  }

  static MappingNode emptySection() {
    return new MappingNode(
        Tag.MAP, true, new ArrayList<>(), FlowStyle.BLOCK, Optional.empty(), Optional.empty());
  }

  private static InvalidConfigException notYaml(String source, String line, String problem) {
    return new InvalidConfigException(source, List.of(line + "this is not YAML: " + problem));
  }

  /** Returns the parser's own words: "while parsing a flow sequence from line 3, expected …". */
  private static String explanation(MarkedYamlEngineException e) {
    if (e.getContext() == null || e.getContext().isEmpty()) {
      return e.getProblem();
    }
    String start = line(e.getContextMark()).replace(": ", "");
    boolean elsewhere = !start.isEmpty() && !line(e.getProblemMark()).startsWith(start);
    return e.getContext() + (elsewhere ? " from " + start : "") + ", " + e.getProblem();
  }

  private static String line(Optional<Mark> mark) {
    return mark.map(m -> "line %d: ".formatted(m.getLine() + 1)).orElse("");
  }
}
