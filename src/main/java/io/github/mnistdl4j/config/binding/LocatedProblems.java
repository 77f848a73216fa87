package io.github.mnistdl4j.config.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects problems, each with the line that it is about. */
final class LocatedProblems implements ProblemSink {
  private final String source;
  private final Map<String, Node> nodes = new HashMap<>();
  private final SortedMap<Integer, List<String>> problems = new TreeMap<>();

  /** Collects the problems of a file; those of other texts, such as a {@code --set}, name them. */
  LocatedProblems(String source) {
    this.source = source;
  }

  void locate(String path, Node node) {
    nodes.put(path, node);
  }

  /** Returns whether a value stands in the file itself, not in a {@code --set}. */
  boolean isInFile(String path) {
    return nearest(path).map(mark -> mark.getName().equals(source)).orElse(true);
  }

  @Override
  public void add(String path, String problem, Object... arguments) {
    Optional<Mark> mark = nearest(path);
    int line = mark.map(m -> m.getLine() + 1).orElse(1);
    boolean inFile = isInFile(path);
    String place = inFile ? "line " + line : mark.map(Mark::getName).orElse(source);
    String key = path.isEmpty() ? "" : path + ": ";
    String text = place + ": " + key + problem.formatted(arguments);
    int order = inFile ? line : Integer.MAX_VALUE;
    problems.computeIfAbsent(order, unused -> new ArrayList<>()).add(text);
  }

  /** Returns the problems, one line of text each, in the order of the file. */
  List<String> inOrder() {
    return problems.values().stream().flatMap(List::stream).toList();
  }

  /** Returns where a value stands, or the innermost section around it that stands in the text. */
  private Optional<Mark> nearest(String path) {
    @Nullable Node node = nodes.get(path);
    if (node != null) {
      return node.getStartMark();
    }
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return path.isEmpty() ? Optional.empty() : nearest(path.substring(0, Math.max(end, 0)));
  }
}
