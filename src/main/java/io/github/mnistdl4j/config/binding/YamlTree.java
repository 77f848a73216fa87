package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Replaces single values in a tree of YAML nodes, as {@code --set} asks. */
final class YamlTree {
  /** Far more than any path to a value has, and few enough to follow them by calls. */
  private static final int MAX_KEYS = 100;

  private YamlTree() {}

  /**
   * Returns the tree with one value replaced or added.
   *
   * @param override {@code path.to.key=value}; a number in the path is an index into a list, from
   *     0, and may stand in brackets as in messages: {@code layers.0.units}, {@code
   *     layers[0].units}
   * @param type the record that the tree is read as; its defaults stand in for what the tree lacks
   * @throws InvalidConfigException if the override has another form, or names no item of a list
   */
  static Node with(Node root, String override, Class<?> type) {
    String source = "--set " + ScalarReader.shortened(override, 200);
    int equals = override.indexOf('=');
    String keys = override.substring(0, Math.max(equals, 0)).replaceAll("\\[(\\d+)]", ".$1");
    List<String> path = Arrays.stream(keys.split("\\.", -1)).map(String::strip).toList();
    if (path.contains("") || path.size() > MAX_KEYS) {
      throw new InvalidConfigException(source, List.of("it is not of the form path.to.key=value"));
    }
    String text = override.substring(equals + 1);
    Node value = YamlParser.parse(text.isBlank() ? "null" : text, source);
    return replaced(root, path, value, type);
  }

  private static Node replaced(Node node, List<String> path, Node value, @Nullable Class<?> type) {
    if (path.isEmpty()) {
      return value;
    }
    return node instanceof SequenceNode list
        ? inList(list, path, value)
        : inSection(section(node), path, value, type);
  }

  private static Node inList(SequenceNode list, List<String> path, Node value) {
    List<Node> items = new ArrayList<>(list.getValue());
    int index = index(path.get(0), items.size(), value);
    items.set(index, replaced(items.get(index), path.subList(1, path.size()), value, null));
    return new SequenceNode(
        Tag.SEQ, true, items, FlowStyle.BLOCK, list.getStartMark(), list.getEndMark());
  }

  private static Node inSection(
      MappingNode section, List<String> path, Node value, @Nullable Class<?> type) {
    String name = path.get(0);
    Optional<RecordComponent> key = type == null ? Optional.empty() : Records.key(type, name);
    String usual = key.map(each -> each.getAnnotation(Key.class).byDefault()).orElse("");
    Node old = child(section, name).orElseGet(() -> YamlParser.parse(usual, "default"));
    @Nullable Class<?> inner =
        key.<Class<?>>map(RecordComponent::getType).filter(Class::isRecord).orElse(null);
    List<NodeTuple> entries = new ArrayList<>(section.getValue());
    entries.removeIf(entry -> isNamed(entry, name));
    Node replaced = replaced(old, path.subList(1, path.size()), value, inner);
    entries.add(new NodeTuple(scalar(name, value), replaced));
    return new MappingNode(
        Tag.MAP, true, entries, FlowStyle.BLOCK, section.getStartMark(), section.getEndMark());
  }

  /**
   * Returns the node as a section; {@code optimizer: adam} becomes {@code optimizer: {name: adam}}.
   */
  private static MappingNode section(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    MappingNode section = YamlParser.emptySection();
    if (!node.getTag().equals(Tag.NULL)) {
      section.getValue().add(new NodeTuple(scalar(ConfigReader.NAME, node), node));
    }
    return section;
  }

  private static int index(String step, int size, Node value) {
    if (step.matches("\\d{1,6}") && Integer.parseInt(step) < size) {
      return Integer.parseInt(step);
    }
    String source = value.getStartMark().map(m -> m.getName()).orElse("--set");
    String problem = "\"%s\" names no item: the list has %d, counted from 0";
    throw new InvalidConfigException(
        source, List.of(problem.formatted(ScalarReader.shortened(step), size)));
  }

  static Optional<Node> child(MappingNode section, String key) {
    return section.getValue().stream()
        .filter(entry -> isNamed(entry, key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  private static boolean isNamed(NodeTuple entry, String key) {
    return entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
  }

  private static Node scalar(String text, Node at) {
    return new ScalarNode(
        Tag.STR, true, text, ScalarStyle.PLAIN, at.getStartMark(), at.getEndMark());
  }
}
