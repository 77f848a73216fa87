package io.github.mnistdl4j.training;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * All that training needs to be resumed as if it had never been interrupted. The order of the
 * images and dropout derive from the seed, the epoch and the step.
 *
 * @param network as it is now
 * @param lastGood as it was after the last complete epoch, to fall back to when the loss diverges
 * @param best as it was after the best epoch, if that is to be restored
 * @param epochs the complete epochs, in order
 * @param pass the epoch at hand so far
 */
public record TrainingState(
    Snapshot network,
    Snapshot lastGood,
    Optional<Snapshot> best,
    List<EpochResult> epochs,
    Progress pass) {

  /**
   * How far an epoch is.
   *
   * @param steps batches trained on
   * @param loss sum of their images' losses
   * @param correct their images that were answered correctly
   * @param images in them
   * @param nanos time spent
   */
  public record Progress(int steps, double loss, long correct, long images, long nanos) {
    /** An epoch that has not begun. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    Progress plus(int moreSteps, double meanLoss, long moreCorrect, int moreImages) {
      return new Progress(
          steps + moreSteps,
          loss + meanLoss * moreImages,
          correct + moreCorrect,
          images + moreImages,
          nanos);
    }

    Progress at(long now) {
      return new Progress(steps, loss, correct, images, now);
    }

    /** Returns the means over all images, whatever batches they came in, as Keras's metrics. */
    Score score() {
      return new Score(loss / images, (double) correct / images);
    }
  }

  public TrainingState {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns the state of a network between two epochs.
   *
   * @param epochs those that are known; the last is the one that it learned from last
   */
  public static TrainingState between(MultiLayerNetwork network, List<EpochResult> epochs) {
    Snapshot now = Snapshot.of(network);
    return new TrainingState(now, now, Optional.empty(), epochs, Progress.NONE);
  }

  /**
   * Returns how many batches the network has learned from, over all epochs.
   *
   * @param perEpoch batches of a whole epoch
   */
  public long steps(int perEpoch) {
    return (long) done() * perEpoch + pass.steps();
  }

  /** Returns how many epochs are done. */
  public int done() {
    return EpochResult.last(epochs);
  }
}
