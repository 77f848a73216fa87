/**
 * Reads, writes, describes and compares configuration: records whose components are declared by
 * {@code Key}. Knows no network: what a key means stands in {@code config}.
 */
@NullMarked
package io.github.mnistdl4j.config.binding;

import org.jspecify.annotations.NullMarked;
