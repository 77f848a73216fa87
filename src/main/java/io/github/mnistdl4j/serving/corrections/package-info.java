/** Drawings whose classes users told themselves, kept in a folder that training can read. */
@NullMarked
package io.github.mnistdl4j.serving.corrections;

import org.jspecify.annotations.NullMarked;
