/**
 * The training step of a stack of dense layers, written for speed: {@code FusedNetwork} is a
 * Deeplearning4j network whose solver is {@code FusedSolver}; {@code FusedStep} is the step itself,
 * on the network's own parameter and updater buffers; {@code WorkerTeam} runs its parts on all
 * cores.
 */
@NullMarked
package io.github.mnistdl4j.training.fused;

import org.jspecify.annotations.NullMarked;
