package io.github.mnistdl4j.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/** The cores that a cluster has for an application. */
public final class Cores {
  private static final long POLL_MILLIS = 200;

  /** Executors of a cluster that starts come within about a second of each other. */
  private static final int QUIET_POLLS = 10;

  private Cores() {}

  /** Those of the executors that are there now; this machine's where there is no cluster. */
  public static int of(SparkSession session) {
    return Math.max(
        1,
        JavaConverters.seqAsJavaList(session.sparkContext().statusStore().executorList(true))
            .stream()
            .mapToInt(ExecutorSummary::totalCores)
            .sum());
  }

  /** Waits until one executor is there, and no other has come for a while. */
  static int await(SparkSession session) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    long unused = spark.parallelize(List.of(0), 1).count();
    int cores = of(session);
    try {
      for (int quiet = 0; quiet < QUIET_POLLS && !spark.isLocal(); quiet++) {
        Thread.sleep(POLL_MILLIS);
        int now = of(session);
        quiet = now == cores ? quiet : 0;
        cores = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return cores;
  }
}
