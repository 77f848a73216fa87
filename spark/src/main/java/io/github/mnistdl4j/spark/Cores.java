package io.github.mnistdl4j.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/** Counts the cores that a cluster gives an application. */
public final class Cores {
  private static final long POLL_MILLIS = 200;

  /** Executors of a starting cluster register within about a second of each other. */
  private static final int QUIET_POLLS = 10;

  private Cores() {}

  /** Returns the cores of the current executors; without a cluster those of this machine. */
  public static int of(SparkSession session) {
    return Math.max(
        1,
        JavaConverters.seqAsJavaList(session.sparkContext().statusStore().executorList(true))
            .stream()
            .mapToInt(ExecutorSummary::totalCores)
            .sum());
  }

  /** Waits for the first executor, and until no other has registered for a while. */
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
