/**
 * The training loop: {@code Trainer} runs the epochs, an {@code EpochTrainer} trains each, a {@code
 * TrainingCallback} is told of each step and epoch, {@code EpochResult} is an epoch's result.
 */
@NullMarked
package io.github.mnistdl4j.training;

import org.jspecify.annotations.NullMarked;
