package io.github.mnistdl4j.spark.score;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Placeholder. */
@Command(name = "score")
public final class ScoreCommand implements Runnable {
  private final Supplier<SparkSession> session;

  /** Placeholder. */
  public ScoreCommand(Supplier<SparkSession> session) {
    this.session = session;
  }

  @Override
  public void run() {
    System.out.println(session.get().version());
  }
}
