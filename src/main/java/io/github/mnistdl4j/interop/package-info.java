/**
 * Networks that come from other programs and go to them: {@code RunImport} makes a run of a model,
 * {@code DenseNetworks} a network of Deeplearning4j's.
 */
@NullMarked
package io.github.mnistdl4j.interop;

import org.jspecify.annotations.NullMarked;
