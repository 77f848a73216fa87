package io.github.mnistdl4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts paths of the command line; picocli's own messages would name Java classes. */
final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      String words =
          "\"%s\" is not a path here (%s). If it has letters beyond ASCII, set LC_ALL=C.UTF-8.";
      throw new TypeConversionException(
          words.formatted(value.replaceAll("\\p{Cntrl}", "?"), e.getReason()));
    }
  }
}
