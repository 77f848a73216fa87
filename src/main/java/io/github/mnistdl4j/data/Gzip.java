package io.github.mnistdl4j.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be packed with gzip. */
public final class Gzip {
  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /** Whether the file's name says that it is packed. */
  public static boolean isNamedPacked(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** The unpacked bytes of a file that is what its name says. */
  public static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return isNamedPacked(file) ? unpack(in) : in;
  }

  /** The unpacked bytes of a file of either kind: some servers unpack what they send. */
  public static InputStream openEither(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? unpack(in) : in;
  }

  private static InputStream unpack(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, BUFFER);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
