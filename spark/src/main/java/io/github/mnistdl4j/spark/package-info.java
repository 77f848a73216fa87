/**
 * The application on a cluster of Apache Spark: the trials of a sweep, the training of one network
 * and the scoring of many images. {@link io.github.mnistdl4j.spark.SparkMain} is what spark-submit
 * starts.
 */
@NullMarked
package io.github.mnistdl4j.spark;

import org.jspecify.annotations.NullMarked;
