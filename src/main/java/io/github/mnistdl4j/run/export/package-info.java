/** Writes the metrics of runs for other programs: spreadsheets, MLflow and TensorBoard. */
@NullMarked
package io.github.mnistdl4j.run.export;

import org.jspecify.annotations.NullMarked;
