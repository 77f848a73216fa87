/**
 * Scoring: what a kept network says of any number of images, in parts that executors write and that
 * are not computed twice.
 */
@NullMarked
package io.github.mnistdl4j.spark.score;

import org.jspecify.annotations.NullMarked;
