package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a folder of pictures for each class.
 *
 * @param names of the classes, sorted: numbers first, by their value
 * @param folders the classes', in that order
 */
record ClassFolders(Path path, List<String> names, List<Path> folders) {
  private static final Comparator<String> NUMBERS_FIRST =
      Comparator.comparing((String name) -> !isNumber(name))
          .thenComparing(name -> isNumber(name) ? Long.parseLong(name) : 0)
          .thenComparing(Comparator.naturalOrder());

  private static boolean isNumber(String name) {
    return name.matches("[0-9]{1,18}");
  }

  /** Returns whether there are folders of classes for training in it, not pictures of a class. */
  static boolean areSplit(Path path) {
    Path train = path.resolve("train");
    return Files.isDirectory(train) && visible(train).stream().anyMatch(Files::isDirectory);
  }

  /**
   * Finds the classes.
   *
   * @throws DataException if there is no such folder, or it has no folders
   */
  static ClassFolders of(Path path) {
    if (!Files.isDirectory(path)) {
      throw new DataException(
          "%s is no folder; a folder for each class is needed in it.".formatted(path));
    }
    List<Path> folders =
        visible(path).stream()
            .filter(Files::isDirectory)
            .sorted(Comparator.comparing(ClassFolders::name, NUMBERS_FIRST))
            .toList();
    if (folders.isEmpty()) {
      throw new DataException(
          "%s has no folders in it; put the pictures of each class into a folder that is called like the class."
              .formatted(path));
    }
    return new ClassFolders(path, folders.stream().map(ClassFolders::name).toList(), folders);
  }

  /**
   * Lists the files of all classes in the order of the classes and their names.
   *
   * @param labels of the classes, in the order of {@link #names}
   * @param skipped receives the files that are hidden or no pictures
   * @throws DataException if there are folders in a class's folder
   */
  List<PictureFile> pictures(List<Integer> labels, List<Path> skipped) {
    List<PictureFile> pictures = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      for (Path file : all(folders.get(i))) {
        if (Files.isDirectory(file) && !isHidden(file)) {
          throw new DataException(
              "%s is a folder in the folder of the class \"%s\"; only pictures can be there. If its folders are the classes, name it, not %s; else move its pictures up."
                  .formatted(file, printable(names.get(i)), path));
        }
        if (isHidden(file) || !PictureFile.isPicture(file)) {
          skipped.add(file);
        } else {
          pictures.add(new PictureFile(file, names.get(i) + "/" + name(file), labels.get(i)));
        }
      }
    }
    return pictures;
  }

  /** Returns a name as it is shown: somebody else's may hold escape sequences. */
  static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static List<Path> visible(Path folder) {
    return all(folder).stream().filter(path -> !isHidden(path)).toList();
  }

  /** Returns what is in a folder, by name: file systems have orders of their own. */
  private static List<Path> all(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted(Comparator.comparing(ClassFolders::name)).toList();
    } catch (IOException e) {
      throw new DataException(
          "The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  /** Returns a name with letters composed, as macOS does not have them. */
  private static String name(Path path) {
    return Normalizer.normalize(String.valueOf(path.getFileName()), Normalizer.Form.NFC);
  }
}
