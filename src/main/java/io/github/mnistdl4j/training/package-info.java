/**
 * The training loop: {@code Trainer} runs the epochs, {@code TrainingCallback} hears of each step
 * and epoch, {@code EpochResult} is what an epoch gave.
 */
@NullMarked
package io.github.mnistdl4j.training;

import org.jspecify.annotations.NullMarked;
