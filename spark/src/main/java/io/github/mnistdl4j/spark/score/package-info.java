/**
 * Scores any number of images with a kept network, in parts that executors write and that are not
 * computed twice.
 */
@NullMarked
package io.github.mnistdl4j.spark.score;

import org.jspecify.annotations.NullMarked;
