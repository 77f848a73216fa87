/** Deeplearning4j's training UI; compiled by the Maven profile {@code ui} only. */
@NullMarked
package io.github.mnistdl4j.ui;

import org.jspecify.annotations.NullMarked;
