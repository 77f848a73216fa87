package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.StratifiedSplit;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads data sets that are a folder of pictures for each class. */
public final class FolderReader {
  /** Draws the test images; the same for all trainings, so that none has seen another's. */
  private static final long TEST_SEED = 1998;

  private static final int MOST_LISTED = 10;

  private final PictureCache cache;
  private final Consumer<String> notes;
  private final ReadingProgress progress;

  /**
   * @param cacheRoot where prepared pictures are kept; empty: nowhere
   * @param notes told what a user should know, a line each
   */
  public FolderReader(Optional<Path> cacheRoot, Consumer<String> notes, ReadingProgress progress) {
    this.cache = new PictureCache(cacheRoot.map(root -> root.resolve("pictures")), notes);
    this.notes = notes;
    this.progress = progress;
  }

  /** The readable pictures of a folder, and what identifies each. */
  private record Pictures(Digits digits, List<String> fingerprints) {
    Pictures at(int... indices) {
      return new Pictures(
          digits.at(indices), IntStream.of(indices).mapToObj(fingerprints::get).toList());
    }

    /** Returns one hash for the form and all pictures, wherever they are. */
    String sha256(String... more) {
      DatasetInfo info = digits.info();
      List<String> lines = new ArrayList<>(List.of(more));
      lines.add("%d x %d %s".formatted(info.width(), info.height(), info.preparation()));
      lines.addAll(fingerprints);
      return DigestUtils.sha256Hex(String.join("\n", lines));
    }
  }

  /**
   * Reads both splits: those of the folders {@code train} and {@code test}, or, where there is no
   * such folder, a part of each class to test with.
   *
   * @throws DataException if the folders are not as they must be
   */
  public TrainTest read(DataConfig config) {
    Path root = config.directory().orElseThrow();
    PictureForm form = PictureForm.of(config);
    if (!ClassFolders.areSplit(root)) {
      Pictures all = read(ClassFolders.of(root), form);
      int[] held = StratifiedSplit.heldBack(all.digits, config.testSplit(), TEST_SEED);
      int[] kept = StratifiedSplit.others(all.digits.size(), held);
      return join(root, all.at(kept), all.at(held));
    }
    for (String unused : ClassFolders.of(root).names()) {
      if (!unused.matches("train|test")) {
        notes.accept(
            "The folder %s beside train is not used; training.validation-split holds images out."
                .formatted(printable(root.resolve(unused))));
      }
    }
    Pictures train = read(ClassFolders.of(root.resolve("train")), form);
    if (Files.isDirectory(root.resolve("test"))) {
      ClassFolders test = ClassFolders.of(root.resolve("test"));
      return join(root, train, readAs(train.digits.info(), test));
    }
    int[] held = StratifiedSplit.heldBack(train.digits, config.testSplit(), TEST_SEED);
    int[] kept = StratifiedSplit.others(train.digits.size(), held);
    return join(root, train.at(kept), train.at(held));
  }

  private static TrainTest join(Path root, Pictures train, Pictures test) {
    Map<String, String> sha256 = new LinkedHashMap<>();
    sha256.put("training pictures", train.sha256());
    sha256.put("test pictures", test.sha256());
    return new TrainTest(train.digits, test.digits, root.toString(), sha256);
  }

  /**
   * Adds pictures to the training images of any data set, in front of them, so that they are not
   * among the last ones that {@code training.validation-split} holds out.
   *
   * @param folder with a folder for each class, or some of them
   * @param weight how often each is learned from
   * @throws DataException if a folder is of no class
   */
  public TrainTest withExtra(TrainTest data, Path folder, int weight) {
    Pictures extra = readAs(data.info(), ClassFolders.of(folder));
    int n = extra.digits.size();
    requireBytes((long) n * weight + data.train().size(), data.info());
    int[] repeated = IntStream.range(0, n * weight).map(i -> i / weight).toArray();
    Map<String, String> sha256 = new LinkedHashMap<>(data.sha256());
    sha256.put(TrainTest.EXTRA, extra.sha256("weight " + weight));
    return new TrainTest(
        extra.digits.at(repeated).followedBy(data.train()),
        data.test(),
        "%s, and %,d pictures from %s%s"
            .formatted(
                data.source(), n, folder, weight > 1 ? ", %d times each".formatted(weight) : ""),
        sha256,
        data.folder(),
        n);
  }

  private static void requireBytes(long images, DatasetInfo info) {
    if (images * info.pixels() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%,d training images of %s pixels have more than 2 GiB together; lower data.extra-weight."
              .formatted(images, info.shape()));
    }
  }

  /**
   * Reads the pictures of a folder, or of the folder test in it, in the form of other images.
   *
   * @throws DataException if a folder is of no class
   */
  public Digits readAs(DatasetInfo info, Path folder) {
    Path test = folder.resolve("test");
    return readAs(info, ClassFolders.of(Files.isDirectory(test) ? test : folder)).digits;
  }

  private Pictures read(ClassFolders folders, PictureForm form) {
    if (folders.names().size() < DatasetInfo.MIN_CLASSES) {
      throw new DataException(
          "%s has a folder for one class alone, \"%s\"; at least two classes are needed."
              .formatted(folders.path(), ClassFolders.printable(folders.names().get(0))));
    }
    try {
      List<Integer> labels = IntStream.range(0, folders.names().size()).boxed().toList();
      return read(folders, form, folders.names(), labels);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "The folders in %s cannot be classes: %s.".formatted(folders.path(), e.getMessage()), e);
    }
  }

  /** Reads pictures in the form, and of the classes, of other images. */
  private Pictures readAs(DatasetInfo info, ClassFolders folders) {
    List<Integer> labels = new ArrayList<>();
    for (String name : folders.names()) {
      labels.add(
          IntStream.range(0, info.classes().size())
              .filter(label -> isFolderOf(name, info.name(label)))
              .boxed()
              .findFirst()
              .orElseThrow(
                  () ->
                      new DataException(
                          "%s has a folder \"%s\", but the classes to learn are: %s. Rename or remove it."
                              .formatted(
                                  folders.path(),
                                  ClassFolders.printable(name),
                                  ClassFolders.printable(String.join(", ", info.classes()))))));
    }
    return read(folders, PictureForm.of(info), info.classes(), labels);
  }

  /**
   * Returns whether a folder is a class's: where a name has a slash, its folder has an underscore.
   */
  private static boolean isFolderOf(String folder, String name) {
    return folder.equals(name) || folder.equals(name.replaceAll("[/\\\\:*?\"<>|]", "_"));
  }

  private Pictures read(
      ClassFolders folders, PictureForm form, List<String> classes, List<Integer> labels) {
    List<Path> skipped = new ArrayList<>();
    List<PictureFile> files = folders.pictures(labels, skipped);
    if (!skipped.isEmpty()) {
      notes.accept(
          "Skipped in %s: %,d files that are hidden or no pictures (PNG, JPEG, GIF, BMP, TIFF, WebP), such as %s."
              .formatted(folders.path(), skipped.size(), printable(skipped.get(0))));
    }
    PictureReader reader = new PictureReader(files, progress);
    List<String> fingerprints = reader.fingerprints();
    String key =
        DigestUtils.sha256Hex(
            PreparedImage.VERSION
                + "\n"
                + form
                + "\n"
                + classes
                + "\n"
                + String.join("\n", fingerprints));
    Optional<PreparedPictures> cached = cache.find(key, files.size(), classes);
    PreparedPictures prepared = cached.orElseGet(() -> reader.read(form, classes));
    if (cached.isEmpty()) {
      cache.keep(key, prepared);
    }
    list(files, prepared);
    int[] readable = IntStream.range(0, files.size()).filter(prepared::isReadable).toArray();
    requireAll(folders, labels, files, readable);
    int[] theirs = files.stream().mapToInt(PictureFile::label).toArray();
    return new Pictures(new Digits(prepared.info(), prepared.pixels(), theirs), fingerprints)
        .at(readable);
  }

  private void list(List<PictureFile> files, PreparedPictures prepared) {
    int[] broken = IntStream.range(0, files.size()).filter(i -> !prepared.isReadable(i)).toArray();
    if (broken.length > 0) {
      notes.accept(
          "%,d of %,d pictures cannot be read and are left out:"
              .formatted(broken.length, files.size()));
    }
    IntStream.of(broken)
        .limit(MOST_LISTED)
        .forEach(
            i ->
                notes.accept(
                    "  %s %s"
                        .formatted(printable(files.get(i).path()), prepared.problems().get(i))));
    if (broken.length > MOST_LISTED) {
      notes.accept("  and %,d more".formatted(broken.length - MOST_LISTED));
    }
  }

  private static String printable(Path path) {
    return ClassFolders.printable(path.toString());
  }

  private static void requireAll(
      ClassFolders folders, List<Integer> labels, List<PictureFile> files, int[] readable) {
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.get(i);
      if (IntStream.of(readable).noneMatch(picture -> files.get(picture).label() == label)) {
        throw new DataException(
            "The folder %s of the class \"%s\" has no picture that can be read; put PNG, JPEG, GIF, BMP, TIFF or WebP files into it, or remove it."
                .formatted(
                    printable(folders.folders().get(i)),
                    ClassFolders.printable(folders.names().get(i))));
      }
    }
  }
}
