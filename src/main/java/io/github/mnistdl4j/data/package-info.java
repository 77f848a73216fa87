/**
 * Images and labels: finds the files of a data set, verifies every byte, and holds them in memory.
 *
 * <p>{@link io.github.mnistdl4j.data.fetch.DatasetProvider} finds or fetches the files, {@link
 * io.github.mnistdl4j.data.fetch.DigitsReader} reads them, and {@link
 * io.github.mnistdl4j.data.Digits} is one split of them. Nothing here writes to the console: {@link
 * io.github.mnistdl4j.data.fetch.ProvisionListener} hears what happens.
 */
@NullMarked
package io.github.mnistdl4j.data;

import org.jspecify.annotations.NullMarked;
