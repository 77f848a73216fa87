/**
 * The YAML file as nested records.
 *
 * <p>A key exists because a record component carries {@link
 * io.github.mnistdl4j.config.binding.Key @Key}: its type, default, range, description and what it
 * changes are declared there and nowhere else. {@code ConfigLoader} reads files by it, {@code
 * ConfigSchema} describes them, and {@code Keys} makes the rules of resuming and repeating a run.
 */
@NullMarked
package io.github.mnistdl4j.config;

import org.jspecify.annotations.NullMarked;
