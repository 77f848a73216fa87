/**
 * From the configuration to a Deeplearning4j network that starts as Keras's would: {@code Networks}
 * builds it, {@code Updaters} maps the optimizers, {@code NetworkSummary} describes it.
 */
@NullMarked
package io.github.mnistdl4j.network;

import org.jspecify.annotations.NullMarked;
