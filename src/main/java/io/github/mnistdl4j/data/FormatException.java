package io.github.mnistdl4j.data;

import java.io.IOException;

/**
 * A file whose content is not what it should be. The message is a clause to be put behind the
 * file's name, such as "has 3 columns in line 7".
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  FormatException(String message) {
    super(message);
  }
}
