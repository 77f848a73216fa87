package io.github.mnistdl4j.data;

import java.io.IOException;

/** A source delivered something else than the file that was asked for. */
final class WrongBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongBytesException(String message) {
    super(message);
  }
}
