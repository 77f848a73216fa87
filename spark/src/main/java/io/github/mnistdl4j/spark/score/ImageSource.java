package io.github.mnistdl4j.spark.score;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** The images of an input, in parts that do not depend on the size of the cluster. */
interface ImageSource {
  /** Returns the columns that identify an image in this kind of file. */
  List<Column> columns();

  /** Returns the images; each partition is a part, read while it is scored. */
  JavaRDD<InputImage> images();
}
