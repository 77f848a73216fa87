package io.github.mnistdl4j.prediction.image;

/** Why a picture gets no answer that could be relied on. */
public enum Rejection {
  /** It has no ink. */
  BLANK("blank"),

  /** It looks like nothing that the network has learned. */
  UNKNOWN("nothing like a digit"),

  /** It shows more than one digit. */
  SEVERAL("several digits"),

  /** Its ink has too few pixels. */
  TOO_SMALL("too small"),

  /** Its ink goes beyond the edge. */
  CUT_OFF("cut off at the edge");

  private final String reason;

  Rejection(String reason) {
    this.reason = reason;
  }

  /** Returns the reason in words, such as {@code several digits}. */
  public String reason() {
    return reason;
  }
}
