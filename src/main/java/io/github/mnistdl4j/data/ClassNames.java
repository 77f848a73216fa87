package io.github.mnistdl4j.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The names of classes that stand beside IDX files. */
final class ClassNames {
  private static final String FILE = "classes.txt";
  private static final String MAPPING = "(0|[1-9][0-9]{0,2})( [0-9]{1,6})+";

  private ClassNames() {}

  /**
   * Reads a folder's {@code classes.txt}: a name per line, in the order of the labels, or EMNIST's
   * mapping, whose lines are a label and the code of its character, or of several: the last counts.
   *
   * @return empty if there is no such file
   * @throws DataException if it cannot be read
   */
  static Optional<List<String>> in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines =
          Files.readAllLines(file).stream()
              .map(line -> line.replace("\uFEFF", "").strip().replaceAll("\\s+", " "))
              .filter(line -> !line.isEmpty())
              .toList();
      boolean mapping = !lines.isEmpty() && lines.stream().allMatch(line -> line.matches(MAPPING));
      return Optional.of(mapping ? mapped(lines) : lines);
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not text in UTF-8: save it so.", e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Returns the characters in the order of their labels. */
  private static List<String> mapped(List<String> lines) {
    TreeMap<Integer, String> names = new TreeMap<>();
    for (String line : lines) {
      String[] numbers = line.split(" ", -1);
      int code = Integer.parseInt(numbers[numbers.length - 1]);
      names.put(Integer.valueOf(numbers[0]), code > ' ' ? Character.toString(code) : "" + code);
    }
    return List.copyOf(names.values());
  }
}
