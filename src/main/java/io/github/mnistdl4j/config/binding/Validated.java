package io.github.mnistdl4j.config.binding;

/** A part of the configuration with rules that span several of its keys. */
public interface Validated {
  /** Reports every broken rule, with the path of the key to change relative to this part. */
  void check(ProblemSink problems);
}
