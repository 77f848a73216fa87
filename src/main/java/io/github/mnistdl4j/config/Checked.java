package io.github.mnistdl4j.config;

/** A part of the configuration with rules that span several of its keys. */
interface Checked {
  /** Reports every broken rule, with the path of the key to change relative to this part. */
  void check(Problems problems);
}
