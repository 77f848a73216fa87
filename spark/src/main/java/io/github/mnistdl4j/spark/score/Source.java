package io.github.mnistdl4j.spark.score;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Images in parts, which are the same whatever the cluster is like. */
interface Source {
  /** What the images of one kind of file are known by. */
  List<Column> columns();

  /** The images; each partition is a part, read while it is scored. */
  JavaRDD<Item> items();
}
